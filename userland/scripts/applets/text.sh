# busybox on text: /bin/busybox sh /scripts/applets/text.sh
. /scripts/applets/common.sh

cp /text/*.txt /text/table.csv .
try 'sort -u poem.txt | head -n 3; seq 20 -3 1 | sort -n | tr "\n" " "; echo'
try 'printf "b 2\na 10\nc 1\n" | sort -k 2 -n; printf "b\na\n" | sort -c'
try 'seq 1 20000 | sort -r | md5sum'
try 'printf "a\na\nb\na\n" | uniq -c; printf "a\na\nb\n" | uniq -d; printf "a\na\nb\n" | uniq -u'
try 'awk "{ w += NF } END { print NR, w }" poem.txt'
try 'awk -F , "NR > 1 { print \$1 | \"sort\" } END { close(\"sort\"); print \"sorted\" }" table.csv'
try 'awk "BEGIN { while ((\"echo one; echo two\" | getline line) > 0) print \"got \" line; exit system(\"exit 3\") }"'
try 'awk "BEGIN { printf \"%d %s %.2f\n\", 42, substr(\"lodestar\", 5), 1 / 3; print length(ENVIRON[\"PATH\"]) > 0 }" | head -n 1'
try 'awk "function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2) } BEGIN { print f(18) }"'
try 'sed -n "1p;\$p" poem.txt; sed "1!G;h;\$!d" numbers.txt | head -n 3'
try 'sed -e ":a" -e "N;\$!ba" -e "s/\n/,/g" numbers.txt'
try 'sed "s/\(.\)\(.\)/\2\1/2;y/abc/xyz/" small.txt; sed -n "/a/w found" poem.txt; wc -l <found'
try 'sed "s/x" small.txt'
try 'grep -c . poem.txt; grep -l the *.txt; grep -h -i -w -m 1 THE poem.txt; grep -r -l line . | sort'
try 'grep -n -A 1 -B 1 star poem.txt; grep -v -E "^.{0,30}$" poem.txt | wc -l; grep -q nothing poem.txt'
try 'cat poem.txt | grep -F . | cut -c 1-5 | head -n 2; cut -d , -f 2- table.csv | head -n 1'
try 'tr a-z A-Z <small.txt; tr -d aeiou <small.txt; tr -s l <small.txt; echo abc | tr -c "b\n" .'
try 'head -c 10 poem.txt; echo; tail -c 10 poem.txt; tail -n +3 poem.txt | head -n 1; head -n -1 numbers.txt | wc -l'
try 'od -A d -t x2 -N 8 poem.txt; hexdump -C small.txt | head -n 1; xxd -p small.txt | xxd -p -r'
try 'expr 7 + 3 \* 2; expr abc : "a\(.\)"; expr length lodestar; expr 1 = 2; expr 3 /'
try 'seq -s , 1 2 9; seq 3 -1 1; seq -w 9 10'
try 'yes text | head -n 2; yes | head -c 100000 | md5sum'
try 'yes | head -n 1; true; false'
try 'cat - small.txt - <numbers.txt | wc; cat -n small.txt; cat missing'
try 'tac numbers.txt | rev | nl | head -n 2; fold -w 10 small.txt; expand small.txt; paste -d : numbers.txt numbers.txt | head -n 1'
try 'md5sum *.txt >sums; md5sum -c sums; sha256sum small.txt | sha256sum -c; sha1sum <small.txt'
try 'base64 small.txt | base64 -d; uuencode name <small.txt | uudecode -o - ; crc32 small.txt'
try 'echo "2 3 + p" | dc; echo "6 * 7" | bc; factor 360'
try 'env -i a=b env; env c=d sh -c "echo \$c"; env -u PATH /bin/busybox env | grep -c PATH'
try 'printf "one\ntwo\n" | while read x; do echo "<$x>"; done; echo "a:b" | tr : "\n" | tee copy | wc -l; cat copy'
try 'date -u -d "2001-09-09 01:46:40" +%s; date -u -d @1000000000 "+%F %T"; cal 2 2000 | head -n 2'
try 'strings /bin/busybox | grep -m 1 "BusyBox is"; which sed | sed "s/.*\///"; basename /a/b.c .c; dirname /a/b'
try 'ed small.txt <<END
1s/line/LINE/
,p
w
q
END'
try 'vi -c "s/A/An edited/" -c wq small.txt </dev/null >/dev/null 2>&1; cat small.txt | head -n 1'

cd / && rm -r "$work"
