# What the scripts beside this one begin with: busybox's programs by their names, a folder of their own, and try.

work=/tmp/applets
/bin/busybox mkdir -p "$work/bin" "$work/files" && cd "$work/files" || exit 99
/bin/busybox --install -s "$work/bin"
export PATH=$work/bin:/bin

# try '<command line>': shows it, what it prints, and its status.
try() {
    echo "$ $1"
    (eval "$1") 2>&1
    status=$?
    [ "$status" -eq 0 ] || echo "status $status"
}
