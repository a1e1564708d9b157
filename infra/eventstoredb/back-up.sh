#!/usr/bin/env bash
# Copies the database of one running EventStoreDB node, in the order in which that is safe: what says how far something
# reaches before what it reaches into, so that the copy may hold more than it says but never less.
#
#   back-up.sh DATABASE BACKUP      (with the index in DATABASE/index, where it is unless configured otherwise)
#
# No scavenge may run on the node meanwhile. BACKUP must be empty or not there: two nodes' files must never mix.
set -euo pipefail

database="${1:?back-up.sh DATABASE BACKUP}"
backup="${2:?back-up.sh DATABASE BACKUP}"
mkdir -p "$backup"
[ -z "$(ls -A "$backup")" ] || { echo "$backup is not empty" >&2; exit 2; }
backup="$(cd "$backup" && pwd)"
cd "$database"

# A file that goes away between listing and copying was merged into another: then this fails, and is run again.
copy() { xargs --null --no-run-if-empty cp --parents --preserve --target-directory="$backup"; }

if [ -d index ]; then
  find index -name '*.chk' -type f -print0 | copy
  find index -type f ! -name '*.chk' -print0 | copy
fi
find . -maxdepth 1 -name '*.chk' -type f -print0 | copy
find . -maxdepth 1 -name 'chunk-*' -type f -print0 | copy
echo "copied $(find "$backup" -name 'chunk-*' | wc -l) chunk(s) to $backup"
