module commons.example/template

go 1.24
