from xml.dom import minidom, Node
import xml.dom, io
SRC = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE root [<!ENTITY e "ent">]>
<!-- top -->
<root xmlns:n="urn:n" a="1" b="x &lt; &quot;y&quot;">
  <item id="1">text &amp; more<!-- c --><![CDATA[<raw>]]></item>
  <n:item n:k="v" id="2"/>
  <?pi data here?>
  <empty></empty>
  <mixed>a<b>c</b>d</mixed>
</root>"""
d = minidom.parseString(SRC)
print(d.toxml()); print(d.toprettyxml(indent="  ")); print(d.documentElement.toxml()); print(d.toxml("utf-8")[:60]); print(d.toprettyxml(indent=" ", newl="|", encoding="ascii")[:90])
r = d.documentElement; print(r, r.tagName, r.nodeName, r.nodeType, r.nodeValue, r.getAttribute("a"), repr(r.getAttribute("zz")), r.hasAttribute("b"), r.attributes.keys(), r.attributes["a"].value, len(r.attributes), r.attributes.item(0).name, [(k, v) for k, v in r.attributes.items()])
print([x.nodeName for x in r.childNodes], r.firstChild, r.lastChild.data.__repr__(), r.childNodes[1].nextSibling, r.childNodes[1].previousSibling.nodeType, r.parentNode, r.ownerDocument is d)
print([i.getAttribute("id") for i in d.getElementsByTagName("item")], d.getElementsByTagName("*").length, [x.localName for x in d.getElementsByTagNameNS("urn:n", "item")], d.getElementsByTagNameNS("*", "item").length)
it = d.getElementsByTagName("item")[0]; print([ (c.nodeType, c.nodeName, c.nodeValue) for c in it.childNodes], it.firstChild, it.childNodes[1], it.childNodes[2], it.firstChild.length, it.firstChild.wholeText)
n = d.getElementsByTagName("n:item")[0]; print(n.namespaceURI, n.prefix, n.localName, n.getAttributeNS("urn:n", "k"), n.attributes.itemsNS(), n.getAttributeNodeNS("urn:n", "k"), n.hasAttributeNS("urn:n", "k"))
pi = [c for c in r.childNodes if c.nodeType == Node.PROCESSING_INSTRUCTION_NODE][0]; print(pi, pi.target, pi.data, d.childNodes, d.doctype, d.doctype.name, d.doctype.systemId)
doc = minidom.Document(); root = doc.createElement("r"); doc.appendChild(root); c = doc.createElement("c"); c.setAttribute("k", 'q"<&>\n\t'); c.appendChild(doc.createTextNode("t<&>\"'")); root.appendChild(c); root.appendChild(doc.createComment("cm")); root.appendChild(doc.createCDATASection("<x>")); root.appendChild(doc.createProcessingInstruction("t", "d"))
e2 = doc.createElementNS("urn:z", "z:e"); e2.setAttributeNS("urn:z", "z:a", "1"); root.appendChild(e2)
print(doc.toxml(), doc.toprettyxml(), root.toprettyxml("  ", "\n"), doc.toxml(standalone=True), sep="\n")
t = doc.createTextNode("new"); root.insertBefore(t, c); root.replaceChild(doc.createElement("rep"), c); root.removeChild(t); print(root.toxml(), c.parentNode)
cl = root.cloneNode(True); sh = root.cloneNode(False); print(cl.toxml() == root.toxml(), sh.toxml(), cl.isSameNode(root), root.hasChildNodes(), sh.hasChildNodes())
root.appendChild(doc.createTextNode("a")); root.appendChild(doc.createTextNode("b")); root.appendChild(doc.createTextNode("")); print(len(root.childNodes)); root.normalize(); print(len(root.childNodes), root.lastChild.data)
root.removeAttribute("nope") if root.hasAttribute("nope") else None
for f in (lambda: doc.appendChild(doc.createElement("second")), lambda: root.removeChild(t), lambda: root.insertBefore(t, c), lambda: root.removeAttribute("zz"), lambda: root.appendChild(doc), lambda: doc.createComment("a--b").toxml(), lambda: minidom.parseString("<a><b></a>"), lambda: minidom.parseString(""), lambda: root.firstChild.appendChild(t) , lambda: doc.createTextNode(5), lambda: doc.createElement("x").setAttribute("a", 5), lambda: root.attributes["q"], lambda: minidom.Text().appendChild(t), lambda: doc.createCDATASection("]]>").toxml()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
x = doc.createTextNode("hello world"); y = x.splitText(5) if x.parentNode else None; x.appendData("!"); x.insertData(0, ">"); x.deleteData(1, 2); x.replaceData(0, 1, "<<"); print(x.data, x.substringData(0, 4), len(x), x.data.__class__)
root.appendChild(x); y = x.splitText(3); print(repr(x.data), repr(y.data), y.parentNode is root, x.nextSibling is y, x.replaceWholeText("zzz"))
imp = minidom.getDOMImplementation(); dt = imp.createDocumentType("html", "-//W3C//DTD", "http://x/y.dtd"); h = imp.createDocument(None, "html", dt); print(h.toxml(), imp.hasFeature("core", "2.0"), imp.createDocument("urn:x", "p:root", None).toxml())
i = h.importNode(root, True); h.documentElement.appendChild(i); print(h.documentElement.toxml()[:60], i.ownerDocument is h)
f = io.StringIO(); d.writexml(f, indent="", addindent="\t", newl="\n", encoding="utf-8"); print(f.getvalue()[:120])
with minidom.parseString("<a id='1'/>") as q: print(q.documentElement.tagName); q.documentElement.setIdAttribute("id"); print(q.getElementById("1"))
fr = doc.createDocumentFragment(); fr.appendChild(doc.createElement("f1")); fr.appendChild(doc.createElement("f2")); root.appendChild(fr); print([c.nodeName for c in root.childNodes][-2:], len(fr.childNodes))
a = doc.createAttribute("at"); a.value = "vv"; root.setAttributeNode(a); print(root.toxml()[:20], root.getAttributeNode("at"), a.ownerElement is root, a.specified, root.removeAttributeNode(a).value, root.toxml()[:10])
print(minidom.parse(io.BytesIO(b"<x y='1'>\xc3\xa9</x>")).documentElement.firstChild.data, xml.dom.XML_NAMESPACE, Node.ELEMENT_NODE, xml.dom.NotFoundErr.code, issubclass(xml.dom.NotFoundErr, xml.dom.DOMException))
e = minidom.parseString("<a>&#233;</a>"); print(e.toxml("ascii"), e.toxml("latin-1"), e.documentElement.toprettyxml(), e.toprettyxml(encoding="utf-8"))
d.renameNode(r, None, "renamed"); print(r.tagName, d.encoding, d.version, d.standalone); d.unlink(); print(d.childNodes)
