// Fills templates as External Secrets does: those of text/template, in which a missing value is an error.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"text/template"
)

type request struct {
	Templates map[string]string
	Values    map[string]string
}

func main() {
	if err := fill(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func fill() error {
	var asked request
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		return err
	}
	filled := map[string]string{}
	for name, text := range asked.Templates {
		parsed, err := template.New(name).Option("missingkey=error").Parse(text)
		if err != nil {
			return err
		}
		var result strings.Builder
		if err := parsed.Execute(&result, asked.Values); err != nil {
			return err
		}
		filled[name] = result.String()
	}
	return json.NewEncoder(os.Stdout).Encode(filled)
}
