#!/bin/sh
# Proves that an installed wheel is whole: it starts, keeps a database, backs it up, and finds itself safe.
set -eu
howff=$1
export HOWFF_DATA=$2 HOWFF_ADDRESS=https://howff.example HOWFF_HOSTS=howff.example
export HOWFF_EMAIL_URL=smtp+tls://mail.howff.example HOWFF_EMAIL_FROM=howff@howff.example

"$howff" --help
"$howff" manage migrate --verbosity 0
"$howff" manage collectstatic --noinput --verbosity 0
"$howff" token ana@people.example >/dev/null
"$howff" backup "$HOWFF_DATA/first.howff"
"$howff" check
# Without the extra `themes`, what answers share in words must do.
"$howff" themes docs/tutorial/what-would-help.csv --column answer -o "$HOWFF_DATA/themes.json"
grep -q '"embedder": "word counts"' "$HOWFF_DATA/themes.json"
