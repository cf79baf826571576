#!/bin/sh
# Run by dpkg and rpm once the files are gone, and at an upgrade, when the new version's are there already.
set -e
case "$1" in
  # dpkg's word; rpm's number of versions that stay.
  remove | purge | 0) ;;
  *) exit 0 ;;
esac
profile="$DPKG_ROOT/etc/apparmor.d/${executable}"

rm -f "$DPKG_ROOT/usr/bin/${executable}"
if [ -e "$profile" ]; then
  if [ -z "$DPKG_ROOT" ] && aa-enabled --quiet 2>/dev/null; then
    apparmor_parser --remove "$profile" || true
  fi
  rm -f "$profile"
fi
