// Renders templates as External Secrets does: Go's text/template with the functions of sprig, and the values as texts.
package main

import (
	"encoding/json"
	"log"
	"os"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig/v3"
)

type question struct {
	Template string            `json:"template"`
	Values   map[string]string `json:"values"`
}

func main() {
	var questions []question
	if err := json.NewDecoder(os.Stdin).Decode(&questions); err != nil {
		log.Fatal(err)
	}
	answers := []string{}
	for _, each := range questions {
		parsed, err := template.New("value").Option("missingkey=error").Funcs(sprig.TxtFuncMap()).Parse(each.Template)
		if err != nil {
			log.Fatal(err)
		}
		var text strings.Builder
		if err := parsed.Execute(&text, each.Values); err != nil {
			log.Fatal(err)
		}
		answers = append(answers, text.String())
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		log.Fatal(err)
	}
}
