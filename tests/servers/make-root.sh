#!/usr/bin/env bash
# Makes a folder that holds a small Debian with Prosody, ejabberd and jabberd2: another generation of the servers than the
# one installed. The tests of tests/servers.rs find it by XMPPCERT_SERVER_ROOT and run its programs with chroot.
#
#   make-root.sh FOLDER [SUITE]     as root; SUITE is sid unless given; takes two minutes and 700 MB
#
# A folder that is complete is left as it is: remove it to have newer servers. The programs debootstrap and chroot are needed.
set -euo pipefail

folder=$(realpath -m "${1:?the folder to make}")
suite=${2:-sid}
servers=(prosody ejabberd jabberd2)
complete=$folder/.complete

versions() {
    chroot "$folder" dpkg-query --show --showformat '${Package} ${Version}\n' "${servers[@]}"
}

if [ -e "$complete" ]; then
    versions
    exit
fi

# the mirror that this machine's own packages come from
mirror() {
    local sources=(/etc/apt/sources.list.d/debian.sources /etc/apt/sources.list /etc/apt/sources.list.d/*)
    cat "${sources[@]}" 2>/dev/null | grep -oE '^(URIs:|deb) .*' | grep -oE 'https?://[^ ]+' | head -n 1
}

log=$(mktemp)
mounted=()
leave() {
    local status=$?
    for place in "${mounted[@]}"; do
        umount "$place"
    done
    [ "$status" = 0 ] || tail -n 40 "$log" >&2
    rm -f "$log"
}
trap leave EXIT

# what an interrupted run left would make debootstrap fail; what is not ours is never removed
making=$folder/.making
if [ -e "$making" ]; then
    umount "$folder/proc" 2>/dev/null || true
    rm -rf --one-file-system "$folder"
elif [ -n "$(ls -A "$folder" 2>/dev/null)" ]; then
    echo "$folder is not empty, and not made by this program" >&2
    exit 1
fi
mkdir -p "$folder"
touch "$making"
debootstrap --variant=minbase "$suite" "$folder" "$(mirror)" >"$log" 2>&1

# the answer 101 is "not allowed": no package starts its daemon
printf '#!/bin/sh\nexit 101\n' >"$folder/usr/sbin/policy-rc.d"
chmod 755 "$folder/usr/sbin/policy-rc.d"
# a place to mount another one at
echo '127.0.0.1 localhost' >"$folder/etc/hosts"
# how this machine reaches its mirror, and a mirror that is a snapshot has outlived its date
apt-config dump | grep -E '^Acquire::(http|https)::Proxy ' >"$folder/etc/apt/apt.conf.d/90mirror" || true
cat >>"$folder/etc/apt/apt.conf.d/90mirror" <<'END'
Acquire::Check-Valid-Until "false";
Acquire::Languages "none";
END

mount -t proc proc "$folder/proc"
mounted+=("$folder/proc")
inside() {
    DEBIAN_FRONTEND=noninteractive LC_ALL=C chroot "$folder" "$@" >>"$log" 2>&1
}
inside apt-get --quiet update
inside apt-get --quiet --yes --no-install-recommends install "${servers[@]}"
inside apt-get clean

mv "$making" "$complete"
versions
