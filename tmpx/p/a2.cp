[] -> exit 2

E usage: tool [-h] [--version] [-v] [--level {low,mid,high}] [--json | --xml]
E             COMMAND ...
E tool: error: the following arguments are required: COMMAND

['-h'] -> exit 0
O usage: tool [-h] [--version] [-v] [--level {low,mid,high}] [--json | --xml]
O             COMMAND ...

O A tool that does many things, and this description is quite long so that it
O has to be wrapped over more than one line of output.

O options:
O   -h, --help            show this help message and exit
O   --version             show program's version number and exit
O   -v, --verbose         more output (default: 0)
O   --level {low,mid,high}
O                         the level (default: mid)
O   --json
O   --xml                 xml % out (default: False)

O commands:
O   what to do

O   COMMAND
O     add (a)             add things
O     rm                  remove

O See docs.


['add', '-h'] -> exit 0
O usage: tool add [-h] [-n N] [--pair X Y] NAME [NAME ...]

O positional arguments:
O   NAME

O options:
O   -h, --help      show this help message and exit
O   -n, --number N  how many
O   --pair X Y


['add', 'x', 'y', '-n', '4'] -> Namespace(verbose=0, level='mid', json=False, xml=False, cmd='add', names=['x', 'y'], number=4, pair=None)


['a', 'x', '-n4', '-vv'] -> exit 2

E usage: tool [-h] [--version] [-v] [--level {low,mid,high}] [--json | --xml]
E             COMMAND ...
E tool: error: unrecognized arguments: -vv

['-vv', '--level', 'high', 'rm', 'p', '--force', 'a', '-b'] -> Namespace(verbose=2, level='high', json=False, xml=False, cmd='rm', path='p', force=False, rest=['--force', 'a', '-b'])


['--level', 'bad', 'rm', 'p'] -> exit 2

E usage: tool [-h] [--version] [-v] [--level {low,mid,high}] [--json | --xml]
E             COMMAND ...
E tool: error: argument --level: invalid choice: 'bad' (choose from 'low', 'mid', 'high')

['--json', '--xml', 'rm', 'p'] -> exit 2

E usage: tool [-h] [--version] [-v] [--level {low,mid,high}] [--json | --xml]
E             COMMAND ...
E tool: error: argument --xml: not allowed with argument --json

['add'] -> exit 2

E usage: tool add [-h] [-n N] [--pair X Y] NAME [NAME ...]
E tool add: error: the following arguments are required: NAME

['add', 'x', '-n', 'q'] -> exit 2

E usage: tool add [-h] [-n N] [--pair X Y] NAME [NAME ...]
E tool add: error: argument -n/--number: invalid int value: 'q'

['add', 'x', '--pair', '1', '2'] -> Namespace(verbose=0, level='mid', json=False, xml=False, cmd='add', names=['x'], number=3, pair=[1.0, 2.0])


['add', 'x', '--pair', '1'] -> exit 2

E usage: tool add [-h] [-n N] [--pair X Y] NAME [NAME ...]
E tool add: error: argument --pair: expected 2 arguments

['set', 'a=1', 'b=2', '-D', 'x', '-D', 'y', '-E', '1', '2', '--const'] -> Namespace(verbose=0, level='mid', json=False, xml=False, cmd='set', kv=[['a', '1'], ['b', '2']], defs=['x', 'y'], E=['1', '2'], const=42)


['nope'] -> exit 2

E usage: tool [-h] [--version] [-v] [--level {low,mid,high}] [--json | --xml]
E             COMMAND ...
E tool: error: argument COMMAND: invalid choice: 'nope' (choose from 'add', 'a', 'rm', 'set')

['--version'] -> exit 0
O tool 1.2


['rm', 'p', '--no-force'] -> Namespace(verbose=0, level='mid', json=False, xml=False, cmd='rm', path='p', force=False, rest=['--no-force'])


['--lev', 'low', 'rm', 'p'] -> Namespace(verbose=0, level='low', json=False, xml=False, cmd='rm', path='p', force=False, rest=[])


['--unknown', 'rm', 'p'] -> exit 2

E usage: tool [-h] [--version] [-v] [--level {low,mid,high}] [--json | --xml]
E             COMMAND ...
E tool: error: unrecognized arguments: --unknown

['add', 'x', '--unk'] -> exit 2

E usage: tool [-h] [--version] [-v] [--level {low,mid,high}] [--json | --xml]
E             COMMAND ...
E tool: error: unrecognized arguments: --unk

['-x'] -> exit 2

E usage: tool [-h] [--version] [-v] [--level {low,mid,high}] [--json | --xml]
E             COMMAND ...
E tool: error: the following arguments are required: COMMAND

['rm', '--help'] -> exit 0
O usage: tool rm [-h] [--force | --no-force] path ...

O positional arguments:
O   path
O   rest

O options:
O   -h, --help           show this help message and exit
O   --force, --no-force


['set', '-D'] -> exit 2

E usage: tool set [-h] [-D DEFS] [-E E [E ...]] [--const] [kv ...]
E tool set: error: argument -D: expected one argument

act 3 --x
act 3 --x
Namespace(x=3, y='dd') (Namespace(x=3, y='k'), ['--zz', 't'])
argument --x: invalid int value: 'q' --x invalid int value: 'q'
usage: c [x]

a
  b

positional arguments:
  f           one
              two

options:
  -h, --help  show this help message and exit
usage: c [x]

3 Namespace(a=1, b='x')
Namespace()
