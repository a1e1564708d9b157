#!/usr/bin/env bash
# Makes the passwords and the master key of cluster.yaml, once, into .env beside this script (or the file given), for its
# owner only. What is there already is kept. Whoever loses the master key loses every name in the ledger: keep a copy of
# it apart from the backups (docs/guides/backup-and-restore.md).
set -euo pipefail
umask 077

file="${1:-$(cd "$(dirname "$0")" && pwd)/.env}"
touch "$file"
chmod 600 "$file"

add() {
  grep -q "^$1=" "$file" && return
  printf '%s=%s\n' "$1" "$2" >> "$file"
  echo "made $1"
}

# Passwords stand in addresses, so they are made of digits and letters.
add LEDGER_MASTER_KEY "$(openssl rand -base64 32)"
add POSTGRES_PASSWORD "$(openssl rand -hex 24)"
add EVENTSTORE_ADMIN_PASSWORD "$(openssl rand -hex 24)"
add EVENTSTORE_PASSWORD "$(openssl rand -hex 24)"
