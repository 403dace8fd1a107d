import sys
miss=[]
for m in sorted(sys.argv[1].split(',')):
    try: __import__(m)
    except BaseException as e: miss.append(m)
print(len(miss), ' '.join(miss))
