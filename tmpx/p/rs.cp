PosixPath True pk ['__init__.py', 'data.txt', 'mod.py', 'sub'] True
héllo
 b'deep' True False héllo

'héllo\n' b'deep' deep True False héllo
 b'h\xc3'
('pk', 'nope.txt') FileNotFoundError [Errno 2] No such file or directory: 'D/pk/nope.txt'
('pk', 'sub/deep.txt') deep
('nopkg', 'x') ModuleNotFoundError No module named 'nopkg'
('pk', 'sub', 'deep.txt') TypeError 'encoding' argument required with multiple path names
('pk', 'sub') IsADirectoryError [Errno 21] Is a directory: 'D/pk/sub'
(None, 'x') TypeError anchor must be module or string, got None
PosixPath data.txt
b'h\xc3\xa9llo\n'
MultiplexedPath ['a.txt', 'b.txt'] B True nsp
pk
virtual b'Y' ['dir', 'x.txt']
virtual True
False
['dir', 'x.txt', 'y']
TraversalError ('Target not found during traversal.', 'zzz', [])
