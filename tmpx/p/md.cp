1.2.3 1.2.3 1.2.3 ['requests (>=2)', "foo ; extra == 'x'"] ['a', 'b>1', 'c; extra == "x"', "d; python_version<'3'", 'e @ http://x ; (os==\'w\') and extra == "y"'] 0.1
Demo-Pkg 1.2.3 ['One', 'Two'] None {'metadata_version': '2.1', 'name': 'Demo-Pkg', 'version': '1.2.3', 'summary': 'A demo', 'keywords': ['a', 'b', 'c'], 'author': 'X', 'classifier': ['One', 'Two'], 'requires_dist': ['requests (>=2)', "foo ; extra == 'x'"], 'license': 'line1\nline2\n  line3', 'description': 'The long\ndescription.\n'} ['Metadata-Version', 'Name', 'Version', 'Summary', 'Keywords', 'Author', 'Classifier', 'Classifier', 'Requires-Dist', 'Requires-Dist', 'License', 'Description'] 12 True  'The long\ndescription.\n' line1
line2
  line3
PackageNotFoundError No package metadata was found for nope PackageNotFoundError('nope') ('nope',) nope
ValueError A distribution name is required. ValueError('A distribution name is required.') ('A distribution name is required.',) None
ValueError A distribution name is required. ValueError('A distribution name is required.') ('A distribution name is required.',) None
None
[EntryPoint(name='mod', value='demo', group='plugins'), EntryPoint(name='x', value='demo.plug:Class.attr [e1,e2]', group='plugins')] EntryPoints((EntryPoint(name='demo', value='demo.cli:main', group='console_scripts'),)) True True
EntryPoint(name='demo', value='demo.cli:main', group='console_scripts') demo.cli main [] ran Demo-Pkg demo demo.cli:main console_scripts
5 ['e1', 'e2'] Class.attr True True
1 EntryPoints(())
KeyError('nosuch')
EntryPoint objects are immutable.
AssertionError 
[PackagePath('demo/__init__.py'), PackagePath('demo/cli.py'), PackagePath('demo_pkg-1.2.3.dist-info/METADATA')] [(<FileHash mode: sha256 value: abc>, 10, '__init__.py'), (None, None, 'cli.py'), (None, None, 'METADATA')] V=1
 D/demo/__init__.py PurePosixPath
[PackagePath('old.py')] ['old'] ['Demo-Pkg']
namespace(url='file:///x', dir_info=namespace(editable=True)) PathDistribution Demo-Pkg 1.2.3 None D/x {'mod', 'demo', 'x'}
['\n', 'Demo-Pkg', 'old'] ['0.1'] 0.1
3
9 None None EntryPoints(()) 

None
