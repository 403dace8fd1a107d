import codecs
for n in 'cp1250 cp1251 cp1252 cp1253 cp1254 cp437 cp850 iso8859_1 iso8859_2 iso8859_5 iso8859_7 iso8859_15 koi8_r cp866 cp037 mac_roman gbk shift_jis big5 euc_jp'.split():
    try: codecs.lookup(n); print(n,'ok')
    except LookupError as e: print(e)
