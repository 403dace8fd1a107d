m1  m1 sm.py False 7
5 m1 ['__builtins__', '__cached__', '__doc__', '__file__', '__loader__', '__name__', '__package__', '__spec__']
__main__  m1 D/m1.py True 8
main pk.__main__ pk
1 False
sub q pk
nope ImportError No module named nope
nomain ImportError No module named nomain.__main__; 'nomain' is a package and cannot be directly executed
pk.nope ImportError No module named pk.nope
.x ImportError Relative module names not supported
m1.py NameError name 'y' is not defined
nope.x ImportError Error while finding module specification for 'nope.x' (ModuleNotFoundError: No module named 'nope')
bad ZeroDivisionError division by zero
ns ImportError No module named ns.__main__; 'ns' is a package and cannot be directly executed
main pk.__main__ pk
pk.__main__.x ImportError Error while finding module specification for 'pk.__main__.x' (ModuleNotFoundError: __path__ attribute not found on 'pk.__main__' while trying to find 'pk.__main__.x')
sys ImportError No code object available for sys
<run_path>  None D/m1.py True 1
5 <run_path>
__main__  None D/m1.py True 1
app <run_path> 3
FileNotFoundError [Errno 2] No such file or directory: 'D/none.py'
ImportError can't find '__main__' module in 'D/nomain'
pwd.struct_passwd(pw_name='root', pw_passwd='x', pw_uid=0, pw_gid=0, pw_gecos='root', pw_dir='/root', pw_shell='/bin/bash') root 0 7 True True <class 'pwd.struct_passwd'> True True
grp.struct_group(gr_name='root', gr_passwd='x', gr_gid=0, gr_mem=[]) 0 list
KeyError "getpwnam(): name not found: 'no such'"
KeyError 'getpwuid(): uid not found: 987654'
KeyError "getgrnam(): name not found: 'zz'"
KeyError 'getgrgid(): gid not found: 987654'
TypeError uid should be integer, not str
TypeError pwd.struct_passwd() takes a 7-sequence (2-sequence given)
TypeError gid should be integer, not str
/root
page http://x/
page u
True echo ['%s'] True
could not locate runnable browser
Invalid URL (leading dash disallowed): '-x'
mine u2
[1, 2] [1] [8] 2 1
None
5 0 []
True {'x': 1} False
<Value('i', 4)> 4 {'a': 1} [1] Namespace(a=1) array('i', [1])
