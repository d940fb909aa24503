#!/bin/sh
# Run by npm where the Node that comes with the install does not start: since version 25 it is linked against libatomic,
# which a bare Debian does not have. Without it every command of this project ends in the system's own few words.
if [ "$(uname -s)" != Linux ]; then
  echo 'The Node that comes with the install does not start on this machine; its own words are above.' >&2
  exit 1
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo 'Node needs the system library libatomic1: installing it.'
  { apt-get install -y --no-install-recommends libatomic1 ||
    { apt-get update && apt-get install -y --no-install-recommends libatomic1; }; } >/dev/null && node -e 0 && exit 0
fi
cat >&2 <<'TOLD'

Il manque à ce système la bibliothèque libatomic, dont Node a besoin. Installez-la, puis relancez « npm ci » :
This system lacks the library libatomic, which Node needs. Install it, then run "npm ci" again:

  sudo apt-get install libatomic1     Debian, Ubuntu
  sudo dnf install libatomic          Fedora, Red Hat

TOLD
exit 1
