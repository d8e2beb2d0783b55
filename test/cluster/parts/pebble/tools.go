//go:build tools

// Package parts names the program that this module pins, so that `go mod tidy` keeps what it needs.
package parts

import _ "github.com/letsencrypt/pebble/v2/cmd/pebble"
