#!/usr/bin/env bash
# Builds pgvector for an unpacked PostgreSQL and puts it there.
#   $1  the unpacked PostgreSQL (bin, lib, share), written to only when the build has succeeded
#   $2  an empty folder to work in
#   $3  the major version of that PostgreSQL
# Neither Debian 12 nor the PostgreSQL binaries hold pgvector. Debian's source package does, and apt can fetch it in a
# private configuration: no root, nothing on the system changes. What fails ends with one sentence on stderr.
set -euo pipefail
postgres=$1 work=$2 major=$3
release=trixie # the first Debian release with server headers of PostgreSQL 17

fail() {
  echo "$*" >&2
  exit 1
}

instead="install a PostgreSQL that has pgvector, or name a database with --database-url"
missing=()
command -v gcc >/dev/null || missing+=(gcc)
[ -e /usr/include/stdio.h ] || missing+=(libc6-dev)
[ ${#missing[@]} -eq 0 ] ||
  fail "pgvector is compiled once per machine and ${missing[*]} is missing; type: apt-get install ${missing[*]} (or $instead)."
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null ||
  fail "pgvector is compiled once per machine from a Debian source package and apt-get is missing here; $instead."

# The machine's own package sources, asked for another release: its mirror and its keys stay as they are.
sources() {
  local file
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -e "$file" ] && awk '
      tolower($1) == "uris:" { uri = $2 }
      tolower($1) == "signed-by:" { key = $2 }
      tolower($1) == "suites:" { suite = $2 }
      /^[[:space:]]*$/ { if (uri != "") print uri, suite, key; uri = suite = key = "" }
      END { if (uri != "") print uri, suite, key }' "$file"
  done
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -e "$file" ] && sed -nE 's/^deb +(\[[^]]*\] *)?([^ ]+) +([^ ]+) .*/\2 \3/p' "$file"
  done
  return 0
}
found=$(sources | awk '$1 ~ /debian\/?$/ && $2 !~ /security|updates|backports/ { print; exit }')
[ -n "$found" ] ||
  fail "pgvector is compiled once per machine from a Debian source package and apt names no Debian archive here; $instead."
read -r uri _ key <<<"$found"

mkdir -p "$work"/{sources,lists/partial,cache/archives/partial,headers,source}
cat >"$work/sources/pgvector.sources" <<END
Types: deb deb-src
URIs: $uri
Suites: $release
Components: main
Signed-By: ${key:-/usr/share/keyrings/debian-archive-keyring.gpg}
END
# Hooks of the machine's own configuration would refresh system-wide caches.
cat >"$work/apt.conf" <<END
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
Dir::Etc::SourceList "/dev/null";
Dir::Etc::SourceParts "$work/sources";
Dir::State::Lists "$work/lists";
Dir::Cache "$work/cache";
APT::Sandbox::User "$(id -un)";
Acquire::Languages "none";
Acquire::Retries "2";
APT::Update::Error-Mode "any";
END
apt=(apt-get -q -y -c "$work/apt.conf")

step() {
  "$@" >>"$work/log" 2>&1
}
because() {
  grep -E '^(E|Err|W):|error:|fatal' "$work/log" | tail -n 1 | grep . || tail -n 1 "$work/log" | grep . || echo "no reason was given"
}

echo "asking the package archive for pgvector"
step "${apt[@]}" update || fail "The package archive could not be read to fetch pgvector: $(because)"
cd "$work"
step "${apt[@]}" source --download-only pgvector || fail "pgvector's source package could not be fetched: $(because)"
step "${apt[@]}" download "postgresql-server-dev-$major" libpq-dev ||
  fail "The headers of PostgreSQL $major could not be fetched: $(because)"

for package in ./*.deb; do
  dpkg-deb -x "$package" headers
done
tar -xf ./pgvector_*.orig.tar.* -C source --strip-components=1
version=$(sed -nE "s/^default_version *= *'([^']+)'.*/\1/p" source/vector.control)

echo "compiling pgvector $version"
cd source
step gcc -O2 -ftree-vectorize -fassociative-math -fno-signed-zeros -fno-trapping-math -fPIC -shared \
  -I "$work/headers/usr/include/postgresql/$major/server" -I "$work/headers/usr/include/postgresql" -I src \
  src/*.c -o vector.so -lm || fail "pgvector $version did not compile: $(because)"

library=$(dirname "$(find "$postgres/lib" -name plpgsql.so)")
extensions=$(dirname "$(find "$postgres/share" -name plpgsql.control)")
cp vector.so "$library/"
cp vector.control sql/vector--*.sql "$extensions/"
cp sql/vector.sql "$extensions/vector--$version.sql"
echo "pgvector $version is ready"
