f=$1; d=/work/wt/conform
timeout 30 ${PYL:-$d/cli/bin/Release/net10.0/pyl} $f > /tmp/o.pyl 2>&1; chroot /root/.cache/pyl-peers python3.14 $f > /tmp/o.cp 2>&1; diff /tmp/o.pyl /tmp/o.cp > /tmp/o.d && echo same || head -${N:-30} /tmp/o.d
