#!/bin/sh
# Run by dpkg and rpm once the files are there. electron-builder fills in ${executable} and ${sanitizedProductName}.
# DPKG_ROOT is dpkg's, empty but for an installation into another root.
set -e
app="$DPKG_ROOT/opt/${sanitizedProductName}"
profile="$DPKG_ROOT/etc/apparmor.d/${executable}"

mkdir -p "$DPKG_ROOT/usr/bin"
ln -sf '/opt/${sanitizedProductName}/${executable}' "$DPKG_ROOT/usr/bin/${executable}"

# Chromium uses this helper only where it is given no user namespace.
chmod 4755 "$app/chrome-sandbox"

# Where AppArmor allows user namespaces by profile (Ubuntu 23.10 and later), its rules are at least these.
if [ -e "$DPKG_ROOT/etc/apparmor.d/abi/4.0" ]; then
  cp "$app/resources/apparmor-profile" "$profile"
  chmod 644 "$profile"
  if [ -z "$DPKG_ROOT" ] && aa-enabled --quiet 2>/dev/null; then
    apparmor_parser --replace --write-cache "$profile" || true
  fi
fi

if [ -z "$DPKG_ROOT" ] && command -v update-desktop-database >/dev/null; then
  update-desktop-database -q /usr/share/applications || true
fi
