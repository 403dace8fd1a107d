<?xml version="1.0" ?><!DOCTYPE root [<!ENTITY e "ent">]><!-- top --><root xmlns:n="urn:n" a="1" b="x &lt; &quot;y&quot;">
  <item id="1">text &amp; more<!-- c --><![CDATA[<raw>]]></item>
  <n:item n:k="v" id="2"/>
  <?pi data here?>
  <empty/>
  <mixed>a<b>c</b>d</mixed>
</root>
<?xml version="1.0" ?>
<!DOCTYPE root [<!ENTITY e "ent">]>
<!-- top -->
<root xmlns:n="urn:n" a="1" b="x &lt; &quot;y&quot;">
  
  
  <item id="1">
    text &amp; more
    <!-- c -->
<![CDATA[<raw>]]>  </item>
  
  
  <n:item n:k="v" id="2"/>
  
  
  <?pi data here?>
  
  
  <empty/>
  
  
  <mixed>
    a
    <b>c</b>
    d
  </mixed>
  

</root>

<root xmlns:n="urn:n" a="1" b="x &lt; &quot;y&quot;">
  <item id="1">text &amp; more<!-- c --><![CDATA[<raw>]]></item>
  <n:item n:k="v" id="2"/>
  <?pi data here?>
  <empty/>
  <mixed>a<b>c</b>d</mixed>
</root>
b'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE root [<!ENTI'
b'<?xml version="1.0" encoding="ascii"?>|<!DOCTYPE root [<!ENTITY e "ent">]>|<!-- top -->|<r'
<DOM Element: root at 0xX> root root 1 None 1 '' True dict_keys(['xmlns:n', 'a', 'b']) 1 3 xmlns:n [('xmlns:n', 'urn:n'), ('a', '1'), ('b', 'x < "y"')]
['#text', 'item', '#text', 'n:item', '#text', 'pi', '#text', 'empty', '#text', 'mixed', '#text'] <DOM Text node "'\n  '"> '\n' <DOM Text node "'\n  '"> 3 <xml.dom.minidom.Document object at 0xX> True
['1'] 6 ['item'] 2
[(3, '#text', 'text & more'), (8, '#comment', ' c '), (4, '#cdata-section', '<raw>')] <DOM Text node "'text & mor'..."> <DOM Comment node "' c '"> <DOM CDATASection node "'<raw>'"> 11 text & more
urn:n n item v [(('urn:n', 'k'), 'v'), ((None, 'id'), '2')] <xml.dom.minidom.Attr object at 0xX> True
<xml.dom.minidom.ProcessingInstruction object at 0xX> pi data here [<xml.dom.minidom.DocumentType object at 0xX>, <DOM Comment node "' top '">, <DOM Element: root at 0xX>] <xml.dom.minidom.DocumentType object at 0xX> root None
<?xml version="1.0" ?><r><c k="q&quot;&lt;&amp;&gt;&#10;&#9;">t&lt;&amp;&gt;"'</c><!--cm--><![CDATA[<x>]]><?t d?><z:e z:a="1"/></r>
<?xml version="1.0" ?>
<r>
	<c k="q&quot;&lt;&amp;&gt;&#10;&#9;">t&lt;&amp;&gt;"'</c>
	<!--cm-->
<![CDATA[<x>]]>	<?t d?>
	<z:e z:a="1"/>
</r>

<r>
  <c k="q&quot;&lt;&amp;&gt;&#10;&#9;">t&lt;&amp;&gt;"'</c>
  <!--cm-->
<![CDATA[<x>]]>  <?t d?>
  <z:e z:a="1"/>
</r>

<?xml version="1.0" standalone="yes"?><r><c k="q&quot;&lt;&amp;&gt;&#10;&#9;">t&lt;&amp;&gt;"'</c><!--cm--><![CDATA[<x>]]><?t d?><z:e z:a="1"/></r>
<r><rep/><!--cm--><![CDATA[<x>]]><?t d?><z:e z:a="1"/></r> None
True <r/> False True False
8
6 ab
HierarchyRequestErr two document elements disallowed
NotFoundErr 
NotFoundErr 
NotFoundErr 
HierarchyRequestErr <xml.dom.minidom.Document object at 0xX> cannot be child of <DOM Element: r at 0xX>
ValueError '--' is not allowed in a comment node
ExpatError mismatched tag: line 1, column 8
ExpatError no element found: line 1, column 0
<DOM Text node "'new'">
TypeError node contents must be a string
None
KeyError 'q'
HierarchyRequestErr #text nodes cannot have children
ValueError ']]>' not allowed in a CDATA section
<<llo world! <<ll 12 <class 'str'>
'<<l' 'lo world!' True True <DOM Text node "'zzz'">
<?xml version="1.0" ?><!DOCTYPE html  PUBLIC '-//W3C//DTD'  'http://x/y.dtd'><html/> True <?xml version="1.0" ?><p:root/>
<html><r><rep>new</rep><!--cm--><![CDATA[<x>]]><?t d?><z:e z True
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE root [<!ENTITY e "ent">]>
<!-- top -->
<root xmlns:n="urn:n" a="1" b="x
a
<DOM Element: a at 0xX>
['f1', 'f2'] 0
<r at="vv"><rep>new< <xml.dom.minidom.Attr object at 0xX> True False vv <r><rep>ne
é http://www.w3.org/XML/1998/namespace 1 8 True
b'<?xml version="1.0" encoding="ascii"?><a>&#233;</a>' b'<?xml version="1.0" encoding="latin-1"?><a>\xe9</a>' <a>é</a>
 b'<?xml version="1.0" encoding="utf-8"?>\n<a>\xc3\xa9</a>\n'
renamed utf-8 1.0 None
[]
