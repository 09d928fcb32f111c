#!/usr/bin/env bash
# Installs a web server, a servlet container and Java into ./demo-root, and runs each of them there.
#
# On a machine with apt the packages are those of its own archive, below an overlay repository in the native format that says what
# `web` is. Elsewhere, or without a network, a small repository is built from the shell of this machine. Nothing outside ./demo-root
# and ./dist is written; what was downloaded is kept for the next time.
set -euo pipefail
cd "$(dirname "$0")/.."

root=$PWD/demo-root
overlay=$PWD/dist/demo/overlay
lists=/var/lib/apt/lists
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
PATH=$PWD/dist/bin:$PATH:/usr/sbin:/sbin

main() {
  step 'build the executable' npm run -s build
  { has_apt && demo_of_debian; } || demo_of_own
  say 'spm history'
  spm history --root "$root"
  say 'spm undo --root demo-root   takes all of it back'
}

demo_of_debian() {
  prepare_root
  overlay_for_debian
  step 'spm repo add overlay' spm repo add overlay "$overlay" --root "$root"
  add_archives
  step 'spm sync' spm sync --root "$root" || return
  say 'spm install web'
  spm install web --yes --quiet --no-recommends --no-auth-warn --root "$root" | counted || return
  proof apache2 /usr/sbin/apache2 -v
  proof java /usr/bin/java -version
  proof tomcat /usr/bin/java -cp '/usr/share/tomcat10/lib/*' org.apache.catalina.util.ServerInfo
}

demo_of_own() {
  say 'no archive of Debian can be reached: a small repository of our own'
  prepare_root
  overlay_of_own
  step 'spm repo add own' spm repo add own "$overlay" --root "$root"
  step 'spm sync' spm sync --root "$root"
  step 'spm install web' spm install web --yes --root "$root"
  for program in httpd java tomcat; do proof $program "/usr/bin/$program"; done
}

# An empty root: only the places that programs expect a system to have. The cache of an earlier demo stays.
prepare_root() {
  if [ -e "$root" ] && [ ! -e "$root/etc/spm/config.json" ] && [ -n "$(ls -A "$root")" ]; then
    echo "$root is there and no root of an earlier demo; please move it away" >&2
    exit 1
  fi
  if [ -e "$root/var" ]; then
    find "$root" -mindepth 1 -maxdepth 1 ! -name var -exec rm -rf --one-file-system -- {} +
    find "$root/var" -mindepth 1 -maxdepth 1 ! -name cache -exec rm -rf --one-file-system -- {} +
  fi
  mkdir -p "$root"/{proc,dev,tmp,run}
}

has_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

# apt's own lists when it has some, otherwise the archives that it is configured for.
add_archives() {
  if compgen -G "$lists/*_Packages*" >/dev/null; then
    step 'spm repo add debian' spm repo add debian --kind debian "file://$lists" --root "$root"
    return
  fi
  local number=0 uri suite signed=()
  if [ -e "$keyring" ] && command -v gpgv >/dev/null; then signed=(--keyring "$keyring"); fi
  while read -r uri suite; do
    number=$((number + 1))
    step "spm repo add debian-$number" \
      spm repo add "debian-$number" --suite "$suite" --component main "${signed[@]}" "$uri" --root "$root"
  done < <(apt-get --print-uris update | sed -n "s#^'\(.*\)/dists/\(.*\)/InRelease'.*#\1 \2#p")
}

# What `web` is, for packages of Debian. `openjdk` brings the link that Debian's maintainer script would make.
overlay_for_debian() {
  local tree=$overlay/openjdk
  begin_overlay debian
  mkdir -p "$tree/usr/bin"
  ln -s /usr/lib/jvm/default-java/bin/java "$tree/usr/bin/java"
  entry httpd 1 '"kind":"abstract","standard":"apache2"'
  entry java 1 '"kind":"abstract","standard":"openjdk"'
  entry openjdk 1 "\"provides\":[\"java\"],\"depends\":[\"default-jre-headless\"],$(pac openjdk)"
  entry tomcat 10 '"kind":"group","depends":["tomcat10"]'
  entry web 1 '"kind":"group","depends":["httpd","java","tomcat"]'
  end_overlay
}

# The same names without Debian: the shell of this machine with its libraries, and scripts for it.
overlay_of_own() {
  begin_overlay debian
  local tree=$overlay/shell program
  for program in "$(readlink -f "$(command -v sh)")" $(libraries_of "$(command -v sh)"); do
    install -D -m 755 "$program" "$tree$program"
  done
  [ -e "$tree/bin/sh" ] || { mkdir -p "$tree/bin" && ln -s "$(readlink -f "$(command -v sh)")" "$tree/bin/sh"; }
  for program in httpd-demo java-demo tomcat-demo; do
    install -D -m 755 /dev/stdin "$overlay/$program/usr/bin/${program%-demo}" <<SCRIPT
#!/bin/sh
echo "${program%-demo} of the demo"
SCRIPT
  done
  entry httpd 1 '"kind":"abstract","standard":"httpd-demo"'
  entry httpd-demo 1 "\"provides\":[\"httpd\"],\"depends\":[\"shell\"],$(pac httpd-demo)"
  entry java 17 '"kind":"abstract","standard":"java-demo"'
  entry java-demo 17 "\"provides\":[\"java\"],\"depends\":[\"shell\"],$(pac java-demo)"
  entry shell 1 "$(pac shell)"
  entry tomcat 10 '"kind":"group","depends":["tomcat-demo"]'
  entry tomcat-demo 10 "\"depends\":[\"java\"],$(pac tomcat-demo)"
  entry web 1 '"kind":"group","depends":["httpd","java","tomcat"]'
  end_overlay
}

libraries_of() { ldd "$1" | grep -o '/[^ ]*' || true; }

# The native index (docs/formats/index.md): a head, a line for each package, a tail with the digest of what stands before it.
begin_overlay() {
  rm -rf "$overlay"
  mkdir -p "$overlay"
  entries=()
  scheme=$1
}

# NAME VERSION MEMBERS; in the order of names
entry() {
  entries+=("{\"name\":\"$1\",\"version\":\"$2\",\"architecture\":\"all\",\"summary\":\"$1 of the demo\",$3}")
}

# Packs the tree of that name; the members of its entry.
pac() {
  mpac create --quiet "$overlay/$1.pac" "$overlay/$1" >/dev/null
  local size sha256
  size=$(stat -c %s "$overlay/$1.pac")
  sha256=$(sha256sum "$overlay/$1.pac" | cut -d' ' -f1)
  echo "\"pac\":{\"url\":\"$1.pac\",\"size\":$size,\"sha256\":\"$sha256\"},\"installed-size\":$size"
}

end_overlay() {
  local count=${#entries[@]}
  {
    printf '{"format":"spm-index/1","identity":"example.org/demo","serial":1,"date":"2026-01-01T00:00:00Z",'
    printf '"scheme":"%s","architectures":["all"],"digest":"sha256","packages":%d}\n' "$scheme" "$count"
    printf '%s\n' "${entries[@]}"
  } >"$overlay/index.jsonl"
  printf '{"end":"spm-index/1","packages":%d,"sha256":"%s"}\n' \
    "$count" "$(sha256sum "$overlay/index.jsonl" | cut -d' ' -f1)" >>"$overlay/index.jsonl"
}

# NAME COMMAND…: runs it inside the root and shows the first line that it says.
proof() {
  local name=$1 line
  shift
  line=$(inside "$@" 2>&1 | head -n 1 || true)
  printf '%-8s runs: %s\n' "$name" "${line:-it said nothing}"
}

# By chroot, as root or as the root of a user namespace, with a /proc that goes when the command ends.
inside() {
  local map=()
  [ "$(id -u)" = 0 ] || map=(--map-root-user)
  unshare "${map[@]}" --mount --pid --fork sh -c \
    'mount -t proc proc "$0/proc" 2>/dev/null || true; exec chroot "$0" "$@"' "$root" "$@"
}

counted() {
  local count
  count=$(wc -l)
  [ "$count" -gt 0 ] && echo "$count packages"
}

say() { printf '\n== %s\n' "$*"; }

step() {
  say "$1"
  shift
  "$@"
}

main
