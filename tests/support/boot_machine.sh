#!/usr/bin/env bash
# Boots systemd as process 1 of a root folder, in namespaces of its own (machine.js).
#
#   boot_machine.sh ROOT      in a cgroup of its own; everything ends with this process
set -euo pipefail
root=$(realpath "$1")

enter() {
  mount --make-rprivate /
  mount --bind "$root" "$root"
  mount -t proc proc "$root/proc"
  # Settings of the kernel are those of the whole machine.
  mount --bind "$root/proc/sys" "$root/proc/sys"
  mount -o remount,bind,ro "$root/proc/sys"
  mount -t sysfs -o ro sysfs "$root/sys"
  mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
  mount -t tmpfs tmpfs "$root/run"
  mount -t tmpfs tmpfs "$root/tmp"
  mount -t tmpfs -o mode=755 tmpfs "$root/dev"
  mkdir "$root/dev/pts" "$root/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=666 devpts "$root/dev/pts"
  mount -t tmpfs tmpfs "$root/dev/shm"
  local name
  for name in null zero full random urandom tty; do
    touch "$root/dev/$name"
    mount --bind "/dev/$name" "$root/dev/$name"
  done
  ln -s pts/ptmx "$root/dev/ptmx"
  ln -s /proc/self/fd "$root/dev/fd"
  ip link set lo up
  mkdir -p "$root/former-root"
  cd "$root"
  pivot_root . former-root
  # The variable tells systemd that it is in a container, and not to look after hardware.
  exec chroot . /usr/bin/env -i container=skillboard-machine \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    /bin/sh -c 'umount --lazy /former-root; exec /lib/systemd/systemd'
}

if [ "${2:-}" = inside ]; then
  enter
fi

# The namespace begins at the cgroup in which it is made; that of the whole machine is none of ours.
cgroup=$(findmnt --noheadings --first-only --types cgroup2 --output TARGET)/skillboard-machine-$$
mkdir "$cgroup"
echo $$ >"$cgroup/cgroup.procs"
unshare --pid --fork --kill-child --mount --net --uts --ipc --cgroup bash "$0" "$root" inside &
child=$!
# Silently: bash would tell that it was killed.
trap 'exec 2>/dev/null; kill -KILL "$child"' TERM
wait "$child" || true
# The last processes of a namespace are gone a little later than its first.
echo $$ >"$(dirname "$cgroup")/cgroup.procs"
until find "$cgroup" -depth -type d -exec rmdir {} + 2>/dev/null; do
  sleep 0.1
done
