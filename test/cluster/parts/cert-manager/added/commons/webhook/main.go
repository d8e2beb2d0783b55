// Webhook serves cert-manager's webhook: the makers' own command lies in a module that the module proxy does not have.
package main

import (
	"context"
	"flag"
	"os"
	"os/signal"
	"syscall"

	"k8s.io/klog/v2"

	config "github.com/cert-manager/cert-manager/internal/apis/config/webhook"
	"github.com/cert-manager/cert-manager/internal/webhook"
)

func main() {
	// Of its own: packages of others fill the common one.
	flags := flag.NewFlagSet("webhook", flag.ExitOnError)
	kubeconfig := flags.String("kubeconfig", "", "kubeconfig of the account")
	port := flags.Int("secure-port", 0, "port of HTTPS")
	health := flags.Int("healthz-port", 0, "port that says whether it is ready")
	certificate := flags.String("tls-cert-file", "", "certificate, as PEM")
	key := flags.String("tls-private-key-file", "", "its key, as PEM")
	klog.InitFlags(flags)
	if err := flags.Parse(os.Args[1:]); err != nil {
		klog.Fatal(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	options := config.WebhookConfiguration{
		SecurePort:           int32(*port),
		HealthzPort:          int32(*health),
		KubeConfig:           *kubeconfig,
		MetricsListenAddress: "0",
	}
	options.TLSConfig.Filesystem.CertFile, options.TLSConfig.Filesystem.KeyFile = *certificate, *key
	log := klog.Background()
	server, err := webhook.NewCertManagerWebhookServer(log, options)
	if err != nil {
		klog.Fatal(err)
	}
	if err := server.Run(klog.NewContext(ctx, log)); err != nil {
		klog.Fatal(err)
	}
}
