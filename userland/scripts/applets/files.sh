# busybox on trees, archives and descriptors: /bin/busybox sh /scripts/applets/files.sh
. /scripts/applets/common.sh

mkdir -p tree/sub/deep tree/empty
cp /text/*.txt /text/table.csv tree
echo 'a program' >tree/sub/run; chmod 755 tree/sub/run
echo 'below' >tree/sub/deep/file
ln -s ../poem.txt tree/sub/link
touch -d '2001-09-09 12:00:00' tree/sub/run

try 'find tree | sort'
try 'find tree -type d -empty'
try 'find tree -type l -exec readlink {} \;'
try 'find tree -name "*.txt" -exec wc -l {} + | sort'
try 'find tree -perm -u=x -type f -mtime +1000; find tree -name "*.txt" -newer tree/sub/run | sort'
try 'find tree -name nothing -o -size +100c -print | sort'
try 'find tree -name sub -prune -o -type f -print | sort'
try 'find tree/missing'
try 'find tree -type f | sort | xargs -n 2 echo pair:'
try 'find tree -type f -print0 | xargs -0 md5sum | sort -k 2'
try 'printf "a b\nc\n" | xargs -I {} echo "<{}>"'
try 'seq 1 5 | xargs -n 1 sh -c "exit \$((\$0 == 3))"'
try 'echo x | xargs no-such-command'
try 'echo | xargs -r echo not run'

try 'tar -cf all.tar tree && tar -tf all.tar | sort'
try 'mkdir out && tar -xf all.tar -C out && diff -r tree out/tree'
try 'tar -czf all.tgz -C tree sub && tar -tzvf all.tgz | grep -c sub'
try 'tar -cf - tree | (mkdir piped && cd piped && tar -xf -) && diff -r tree piped/tree'
try 'tar -xOf all.tar tree/small.txt'
try 'tar -cf - tree | gzip -9 | gunzip | tar -tf - | wc -l'
try 'tar -tf /text/poem.txt'
try 'tar -xf missing.tar'
try 'find tree -depth | sort | cpio -o -H newc >all.cpio; mkdir unpacked; (cd unpacked && cpio -id <../all.cpio); diff -r tree unpacked/tree'
try 'cpio -t <all.cpio | wc -l'

try 'cp tree/poem.txt poem; chmod 640 poem; gzip poem; ls poem*; gunzip -t poem.gz; gunzip poem.gz; cmp poem tree/poem.txt && echo same'
try 'seq 1 50000 | gzip | gunzip | sha256sum'
try 'seq 1 2000 | bzip2 | bunzip2 | md5sum'
try 'echo "not packed" | gunzip'
try 'zcat all.tgz | tar -tf - | sort | head -n 2'
try 'echo text | gzip -c >t.gz; gzip t.gz; zcat t.gz'

try 'dd if=/dev/zero of=zeros bs=1k count=64 2>/dev/null; stat -c %s zeros'
try 'dd if=tree/poem.txt bs=10 skip=2 count=3 2>/dev/null; echo'
try 'printf abc | dd of=zeros bs=1 seek=5 conv=notrunc 2>/dev/null; od -c -N 16 zeros'
try 'dd if=tree/poem.txt conv=ucase 2>/dev/null | head -n 1'
try 'dd if=/dev/zero bs=100 count=3 2>&1 >/dev/null | head -n 2'
try 'seq 1 100000 | dd bs=4096 iflag=fullblock count=20 2>/dev/null | wc -c'
try 'dd if=missing'

cp tree/poem.txt changed
sed -i -e 2d -e 's/the/THE/' changed
try 'diff -u tree/poem.txt changed | sed -n "3,\$p"'
try 'diff -u tree/poem.txt changed >changes; cp tree/poem.txt patched; patch patched <changes; cmp patched changed && echo same'
try 'patch -R patched <changes; cmp patched tree/poem.txt && echo back'
try 'patch --dry-run tree/small.txt <changes'
try 'diff -q tree out/tree; diff -r tree piped; diff tree/sub tree/empty'
try 'cmp -l tree/poem.txt changed | wc -l'

try 'stat -c "%n %s %F %a %h %u" tree/sub/run tree/sub/link tree/empty'
try 'stat -f -c "%T %S" .'
try 'readlink tree/sub/link; readlink -f tree/sub/link | sed "s/.*tree/tree/"; readlink tree'
try 'made=$(mktemp -p . x.XXXXXX); stat -c "%a %s" $made; expr length $made'
try 'made=$(mktemp -d -p .); stat -c "%a %F" $made; rmdir $made'
try 'mkfifo -m 600 fifo; stat -c "%F %a" fifo; mkfifo fifo'
try 'ls -l tree | sed "s/[0-9]* [A-Z][a-z]* .*[0-9]:[0-9][0-9]\|[0-9]* [A-Z][a-z]*  *[0-9]*  *[0-9]* /- /" | head -n 4'
try 'du -a tree/sub | wc -l; df /proc | head -n 1 | cut -c 1-10'
try 'ln tree/poem.txt hard; stat -c %h hard; ln -sf hard soft; cat soft | head -n 1'
try 'chmod 000 changed; ls -l changed | cut -c 1-10; chmod u+rw,g+s changed; stat -c %a changed'
try 'mv changed tree/; ls tree; rm -r tree out; ls -d tree'
try 'truncate -s 100 sized; stat -c %s sized; tee a b <sized | wc -c; cmp a b'
try 'unlink a; ls a; shred -u b 2>/dev/null; ls sized*'
try 'touch -d "2001-02-03 04:05:06" old; stat -c %Y old; touch -r old copy; [ copy -nt old ] || [ copy -ot old ] || echo equal'

cd / && rm -r "$work"
