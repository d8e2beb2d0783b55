// Resolver answers as a resolver of the Internet would, once the rendered zone files are where their first lines say, and from what
// Route 53 holds. A zone of Route 53 is found where a zone file delegates to it, and nowhere else.
package main

import (
	"encoding/xml"
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/miekg/dns"
)

type zone map[string][]dns.RR

type resolver struct {
	endpoint string
	// Zones of zone files by their name.
	files map[string]zone
	// Identifiers of Route 53's zones by their name.
	hosted map[string]string
}

func main() {
	address := flag.String("address", "", "where it listens")
	endpoint := flag.String("route53", "", "address of Route 53")
	hosted := flag.String("zones", "", "zones of Route 53: name=identifier, with commas between them")
	flag.Parse()
	all := &resolver{endpoint: *endpoint, files: map[string]zone{}, hosted: map[string]string{}}
	for _, each := range strings.FieldsFunc(*hosted, func(r rune) bool { return r == ',' }) {
		name, id, _ := strings.Cut(each, "=")
		all.hosted[dns.CanonicalName(name)] = id
	}
	for _, file := range flag.Args() {
		if err := all.read(file); err != nil {
			log.Fatal(err)
		}
	}
	for _, net := range []string{"udp", "tcp"} {
		server := &dns.Server{Addr: *address, Net: net, Handler: dns.HandlerFunc(all.answer)}
		go func() { log.Fatal(server.ListenAndServe()) }()
	}
	select {}
}

// read adds the records of a zone file to the zone that its $ORIGIN names.
func (all *resolver) read(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	origin := ""
	for _, line := range strings.Split(string(text), "\n") {
		if words := strings.Fields(line); len(words) == 2 && words[0] == "$ORIGIN" {
			origin = dns.CanonicalName(words[1])
		}
	}
	if origin == "" {
		return fmt.Errorf("%s: no $ORIGIN", file)
	}
	if all.files[origin] == nil {
		all.files[origin] = zone{}
	}
	parser := dns.NewZoneParser(strings.NewReader(string(text)), "", file)
	for record, ok := parser.Next(); ok; record, ok = parser.Next() {
		name := dns.CanonicalName(record.Header().Name)
		all.files[origin][name] = append(all.files[origin][name], record)
	}
	return parser.Err()
}

func (all *resolver) answer(writer dns.ResponseWriter, question *dns.Msg) {
	reply := new(dns.Msg).SetReply(question)
	reply.RecursionAvailable = true
	asked := question.Question[0]
	name := dns.CanonicalName(asked.Name)
	for range 10 {
		apex, records, err := all.zone(name)
		if err != nil {
			log.Print(err)
			reply.Rcode = dns.RcodeServerFailure
			break
		}
		if asked.Qtype == dns.TypeSOA && apex == name {
			reply.Answer = append(reply.Answer, soa(apex))
			break
		}
		found, exists := records.at(name)
		var alias string
		for _, record := range found {
			cname, isAlias := record.(*dns.CNAME)
			if isAlias && asked.Qtype != dns.TypeCNAME {
				alias = dns.CanonicalName(cname.Target)
			} else if record.Header().Rrtype != asked.Qtype {
				continue
			}
			// From a wildcard, it speaks of the name that was asked for.
			said := dns.Copy(record)
			said.Header().Name = name
			reply.Answer = append(reply.Answer, said)
		}
		if alias == "" {
			if !exists && apex != name {
				reply.Rcode = dns.RcodeNameError
			}
			if apex != "" && len(reply.Answer) == 0 {
				reply.Ns = append(reply.Ns, soa(apex))
			}
			break
		}
		name = alias
	}
	log.Printf("%s %s: %s %d", dns.TypeToString[asked.Qtype], asked.Name, dns.RcodeToString[reply.Rcode], len(reply.Answer))
	if err := writer.WriteMsg(reply); err != nil {
		log.Print(err)
	}
}

// zone returns the zone that a name lies in, and its records: that of a zone file, or of Route 53 below one that delegates to it.
func (all *resolver) zone(name string) (string, zone, error) {
	apex := ""
	for each := range all.files {
		if dns.IsSubDomain(each, name) && len(each) > len(apex) {
			apex = each
		}
	}
	for below, records := range all.files[apex] {
		id, isHosted := all.hosted[below]
		if isHosted && delegates(records) && dns.IsSubDomain(below, name) {
			hosted, err := all.route53(id)
			return below, hosted, err
		}
	}
	return apex, all.files[apex], nil
}

func delegates(records []dns.RR) bool {
	for _, record := range records {
		if record.Header().Rrtype == dns.TypeNS {
			return true
		}
	}
	return false
}

// at returns the records of a name, or of the wildcard that it falls under, and whether there is such a name.
func (records zone) at(name string) ([]dns.RR, bool) {
	if found := records[name]; found != nil {
		return found, true
	}
	for each := range records {
		if dns.IsSubDomain(name, each) {
			return nil, true
		}
	}
	for offset, end := dns.NextLabel(name, 0); !end; offset, end = dns.NextLabel(name, offset) {
		if found := records["*."+name[offset:]]; found != nil {
			return found, true
		}
	}
	return nil, false
}

type recordSets struct {
	Sets []struct {
		Name, Type string
		Values     []string `xml:"ResourceRecords>ResourceRecord>Value"`
	} `xml:"ResourceRecordSets>ResourceRecordSet"`
}

func (all *resolver) route53(id string) (zone, error) {
	request, err := http.NewRequest("GET", all.endpoint+"/2013-04-01/hostedzone/"+id+"/rrset?maxitems=5000", nil)
	if err != nil {
		return nil, err
	}
	day := time.Now().UTC().Format("20060102")
	request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=resolver/"+day+"/us-east-1/route53/aws4_request, SignedHeaders=host, Signature=0")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	var sets recordSets
	if err := xml.NewDecoder(response.Body).Decode(&sets); err != nil {
		return nil, err
	}
	records := zone{}
	for _, set := range sets.Sets {
		// Those of the zone itself are the emulator's, and not written as records are.
		if set.Type == "SOA" || set.Type == "NS" {
			continue
		}
		for _, value := range set.Values {
			text := fmt.Sprintf("%s 1 IN %s %s", dns.Fqdn(set.Name), set.Type, value)
			record, err := dns.NewRR(text)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", text, err)
			}
			name := dns.CanonicalName(set.Name)
			records[name] = append(records[name], record)
		}
	}
	return records, nil
}

func soa(apex string) dns.RR {
	return &dns.SOA{
		Hdr:     dns.RR_Header{Name: apex, Rrtype: dns.TypeSOA, Class: dns.ClassINET, Ttl: 1},
		Ns:      "ns." + apex,
		Mbox:    "hostmaster." + apex,
		Serial:  1,
		Refresh: 1,
		Retry:   1,
		Expire:  1,
		Minttl:  1,
	}
}
