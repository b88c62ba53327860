# busybox and the tree of mounts: /bin/busybox sh /scripts/applets/mounts.sh
. /scripts/applets/common.sh

mkdir mnt proc
echo hidden >mnt/below
try 'mount -t tmpfs none mnt; ls mnt; echo seen >mnt/above; ls mnt'
try 'grep -c " $work/files/mnt tmpfs " /proc/mounts'
try 'rmdir mnt; mv mnt moved; rm -r mnt 2>/dev/null; cp mnt/above . && cat above'
try 'cd mnt; umount .; cd ..'
try 'umount mnt; ls mnt; umount mnt'
try 'mount -t tmpfs -o size=64k,mode=700 none mnt; stat -c %a mnt; dd if=/dev/zero of=mnt/full bs=1k count=100 2>/dev/null; stat -c %s mnt/full; echo more >mnt/more; cat mnt/more'
try 'mount -o remount,ro mnt; touch mnt/new; rm -f mnt/full; cat mnt/more; mount -o remount,rw mnt; touch mnt/new; ls mnt'
try 'umount mnt'
try 'mount -t nosuchfs none mnt; mount -t tmpfs none missing; mount -t tmpfs none above'
try 'mount -t tmpfs none mnt; mkdir mnt/a; mount -t tmpfs none mnt/a; umount mnt; umount mnt/a; umount mnt && echo both'
try 'mount -t tmpfs one mnt; mount -t tmpfs two mnt; echo top >mnt/x; umount mnt; ls mnt; umount mnt; cat mnt/below'
try 'mount -t tmpfs none mnt; exec 5>mnt/open; umount mnt; exec 5>&-; umount mnt && echo closed'
try 'mount --bind mnt proc; cat proc/below; umount proc'
try 'mount -t tmpfs none mnt; (cd mnt; umount -l "$work/files/mnt"; echo lazily >x; cat x); ls mnt'

cd / && rm -r "$work"
