# shellcheck shell=bash
# A fresh Debian to try things in. Sourced by the scripts beside this folder, after install.sh.

machine=build/machine

say() {
  printf '\n== %s\n' "$*"
}

need_root() {
  if [ "$(id -u)" -ne 0 ]; then
    echo "This makes namespaces and root folders: it has to be run as root." >&2
    exit 1
  fi
  need_command debootstrap debootstrap
  need_command util-linux nsenter
  need_command iproute2 ip
}

# $machine/base.tar: as small as Debian is, with systemd, and with what looks for manuals and
# completion. Kept, since it takes a minute: remove it to get a newer one.
make_base() {
  local root=$machine/base
  mkdir -p "$machine"
  if [ ! -e "$machine/base.tar" ]; then
    rm -rf "$root"
    debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,man-db,bash-completion \
      bookworm "$root" >"$machine/debootstrap.log"
    tar --create --file "$machine/base.tar.part" --directory "$root" .
    mv "$machine/base.tar.part" "$machine/base.tar"
    rm -rf "$root"
  fi
}
