#!/usr/bin/env bash
# Lays a copy that back-up.sh made into the empty database folder of a stopped EventStoreDB node. Every node of a cluster
# gets the same copy.
#
#   restore.sh BACKUP DATABASE [UID:GID]
#
# What was being written while the copy was made is cut off at the first start: `truncate.chk` says where.
set -euo pipefail

backup="${1:?restore.sh BACKUP DATABASE [UID:GID]}"
database="${2:?restore.sh BACKUP DATABASE [UID:GID]}"
[ -e "$backup/chaser.chk" ] || { echo "$backup holds no copy of a database" >&2; exit 2; }
mkdir -p "$database"
[ -z "$(ls -A "$database")" ] || { echo "$database is not empty" >&2; exit 2; }

cp -a "$backup/." "$database/"
cp "$database/chaser.chk" "$database/truncate.chk"
[ $# -lt 3 ] || chown -R "$3" "$database"
echo "restored to $database"
