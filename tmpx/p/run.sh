cd /work/wt/conform/tmpx/p
PYL=${PYL:-/work/wt/conform/cli/bin/Release/net10.0/pyl}
for f in "$@"; do
 if [ ! -f $f.cp ] || [ $f.py -nt $f.cp ]; then timeout 60 chroot /root/.cache/pyl-peers sh -c "cd /work/wt/conform/tmpx/p && python3.14 $f.py" >$f.cp 2>$f.cpe </dev/null; echo "rc $?" >> $f.cpe; fi
 timeout 60 $PYL ${MODE:+--mode $MODE} $f.py >$f.po 2>$f.poe </dev/null; echo "rc $?" >> $f.poe
 for x in po poe cp cpe; do sed -i -E 's/0x[0-9a-fA-F]+/0xX/g; s#/work/wt/conform/tmpx/p/##g; s#/tmp/tmp[a-z0-9_]{8}#TMP#g' $f.$x; done
 echo "=== $f"; diff $f.cp $f.po | cut -c1-400 | head -${N:-80}; diff $f.cpe $f.poe | cut -c1-300| head -40
done
