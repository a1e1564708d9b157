#!/usr/bin/env bash
# Makes what a secure EventStoreDB cluster needs: an authority of its own, and a certificate for each node.
#
#   make-certificates.sh [--out FOLDER] [--owner UID:GID] [NODE[=NAME,NAME…]…]
#
# Without arguments: the three nodes of cluster.yaml, into certificates/ beside this script. A NODE is reached under the
# NAMEs given (host names or IPv4 addresses; the NODE itself, where none is), and always as localhost and 127.0.0.1.
#
#   FOLDER/ca.key          the authority's key: for this script only; no server needs it, keep it off them
#   FOLDER/ca/ca.crt       the authority: servers and applications trust it
#   FOLDER/NODE/node.crt   and node.key: one pair a node, the key readable by its owner only
#
# Run it again at any time: what is there and good for thirty more days is left alone, the rest is made anew.
# Afterwards each node takes the new files in on SIGHUP or POST /admin/reloadconfig.
set -euo pipefail
umask 077

authority_days=1825
node_days=365
renew_before_seconds=$((30 * 24 * 3600))

out="$(cd "$(dirname "$0")" && pwd)/certificates"
# The user of EventStoreDB's images.
owner=1000:1000
nodes=()
while [ $# -gt 0 ]; do
  case "$1" in
    --out) out="${2:?--out takes a folder}"; shift 2 ;;
    --owner) owner="${2:?--owner takes UID:GID}"; shift 2 ;;
    -h | --help) sed -n '2,/^set /{/^#/s/^# \{0,1\}//p;}' "$0"; exit 0 ;;
    -*) echo "unknown option $1; --help tells the others" >&2; exit 2 ;;
    *) nodes+=("$1"); shift ;;
  esac
done
[ ${#nodes[@]} -gt 0 ] || nodes=(eventstoredb1 eventstoredb2 eventstoredb3)

main() {
  mkdir -p "$out/ca"
  chmod 755 "$out/ca"
  work="$(mktemp -d "$out/.work.XXXXXX")"
  trap 'rm -rf "$work"' EXIT
  make_authority
  for node in "${nodes[@]}"; do make_node "$node"; done
  hand_over
}

make_authority() {
  local key="$out/ca.key" certificate="$out/ca/ca.crt"
  if [ -e "$key" ] && [ -e "$certificate" ]; then
    if ! openssl x509 -in "$certificate" -noout -checkend $((node_days * 24 * 3600)) > /dev/null; then
      echo "The authority ends within a year, and no certificate of it lasts longer: make another one in another folder," >&2
      echo "let every node and application trust both for a while (docs/guides/running.md)." >&2
      exit 1
    fi
    echo "kept  $certificate"
    return
  fi
  if [ -e "$key" ] || [ -e "$certificate" ]; then
    echo "Only one of $key and $certificate is there: put the other one back, or begin with an empty folder." >&2
    exit 1
  fi
  make_key "$work/ca.key"
  cat > "$work/ca.conf" << 'CONFIGURATION'
[req]
distinguished_name = name
x509_extensions = extensions
prompt = no
[name]
O = Pupil Movement Ledger
CN = EventStoreDB authority
[extensions]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
CONFIGURATION
  openssl req -x509 -new -sha256 -days "$authority_days" -set_serial "$(serial)" \
    -key "$work/ca.key" -config "$work/ca.conf" -out "$work/ca.crt"
  chmod 644 "$work/ca.crt"
  mv "$work/ca.key" "$key"
  mv "$work/ca.crt" "$certificate"
  echo "made  $certificate"
}

# Nodes know each other by the reserved common name `eventstoredb-node` together with a subject alternative name,
# and show their certificates as servers and as clients.
make_node() {
  local node="${1%%=*}" names="${1#*=}" wanted folder
  case "$node" in '' | *[!A-Za-z0-9.-]* | .*) echo "\"$node\" is no name for a node" >&2; exit 2 ;; esac
  wanted="$(alternative_names "$names")"
  folder="$out/$node"
  if is_good "$folder" "$wanted"; then
    echo "kept  $folder/node.crt ($wanted)"
    return
  fi
  make_key "$work/node.key"
  cat > "$work/node.conf" << CONFIGURATION
[req]
distinguished_name = name
prompt = no
[name]
CN = eventstoredb-node
[extensions]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth, clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = $wanted
CONFIGURATION
  openssl req -new -sha256 -key "$work/node.key" -config "$work/node.conf" -out "$work/node.csr"
  openssl x509 -req -sha256 -days "$node_days" -set_serial "$(serial)" -in "$work/node.csr" \
    -CA "$out/ca/ca.crt" -CAkey "$out/ca.key" -extfile "$work/node.conf" -extensions extensions \
    -out "$work/node.crt" 2> /dev/null
  chmod 644 "$work/node.crt"
  mkdir -p "$folder"
  mv "$work/node.key" "$folder/node.key"
  mv "$work/node.crt" "$folder/node.crt"
  echo "made  $folder/node.crt ($wanted)"
}

# Whether a node's pair is there, belongs together, is the authority's, names what is wanted and lasts.
is_good() {
  local folder="$1" wanted="$2" certificate="$1/node.crt" key="$1/node.key"
  [ -e "$certificate" ] && [ -e "$key" ] &&
    openssl verify -CAfile "$out/ca/ca.crt" "$certificate" > /dev/null 2>&1 &&
    openssl x509 -in "$certificate" -noout -checkend "$renew_before_seconds" > /dev/null &&
    [ "$(names_in "$certificate")" = "$wanted" ] &&
    [ "$(openssl x509 -in "$certificate" -noout -pubkey)" = "$(openssl rsa -in "$key" -pubout 2> /dev/null)" ]
}

# "a,10.0.0.1" → "DNS:a,IP:10.0.0.1,DNS:localhost,IP:127.0.0.1"
alternative_names() {
  local name all=""
  for name in ${1//,/ } localhost 127.0.0.1; do
    case "$name" in
      *[!A-Za-z0-9.*-]*) echo "\"$name\" is neither a host name nor an IPv4 address" >&2; exit 2 ;;
      *[!0-9.]*) all="$all,DNS:$name" ;;
      *) all="$all,IP:$name" ;;
    esac
  done
  echo "${all#,}"
}

names_in() {
  openssl x509 -in "$1" -noout -text |
    sed -n '/X509v3 Subject Alternative Name/{n;s/IP Address:/IP:/g;s/[[:space:]]//g;p;}'
}

# EventStoreDB before 23.10 reads PKCS#1 only ("BEGIN RSA PRIVATE KEY"); OpenSSL 3 writes PKCS#8 unless asked.
make_key() {
  openssl genrsa -out "$1" 2048 2> /dev/null
  if ! grep -q 'BEGIN RSA PRIVATE KEY' "$1"; then
    openssl rsa -traditional -in "$1" -out "$1.traditional" 2> /dev/null
    mv "$1.traditional" "$1"
  fi
}

serial() { echo "0x01$(openssl rand -hex 15)"; }

# The user inside the container has to be able to read the node's key, and nobody else.
hand_over() {
  local node
  if [ "$(id -u)" -eq 0 ]; then
    for node in "${nodes[@]}"; do chown -R "$owner" "$out/${node%%=*}"; done
  elif [ "$(id -u)" != "${owner%%:*}" ]; then
    echo "The nodes run as user ${owner%%:*} and must be able to read their keys. On Linux:" >&2
    echo "  sudo chown -R $owner$(for node in "${nodes[@]}"; do printf ' %s' "$out/${node%%=*}"; done)" >&2
  fi
}

main
