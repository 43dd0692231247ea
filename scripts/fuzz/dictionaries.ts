/** Between pieces stands ¦ or a line’s end; ␤ and ␍ stand for breaks, \x00 for a byte. */
const pdf = String.raw`endobj¦endstream¦stream␤¦xref␤¦trailer¦startxref␤0¦%%EOF¦<<¦>>¦[¦]¦(¦)¦\(¦1 0 obj¦1 0 R¦99999 0 R
/Length -1¦/Length 2147483647¦/Kids [1 0 R]¦/Kids [2 0 R 2 0 R]¦/Count 99999999¦/Count -1¦/Type /Page¦/Type /Pages
/Type /ObjStm¦/Parent 2 0 R¦/Filter /FlateDecode¦/Filter [/ASCIIHexDecode /LZWDecode]¦/Encrypt 1 0 R¦/Prev 0
/W [1 99 1]¦/Index [0 99999999]¦/Rotate 45¦/MediaBox [0 0 0 0]¦/MediaBox [1e38 0 -1e38 1]¦/Contents [1 0 R]
/Subtype /Type3¦/Subtype /Type0¦/Encoding /Identity-H¦/Encoding null¦/ToUnicode 1 0 R¦/FirstChar 255¦/Widths []
/Predictor 15¦/Columns 999999999¦ BT ¦ ET ¦ q ¦ Q ¦ Tj ¦ TJ ¦ ' ¦ Td ¦ T* ¦ Do ¦ BI ID EI ¦ 1 0 0 1 0 0 Tm
 0 0 0 0 0 0 Tm ¦ 1e38 -1e38 Td ¦ 0 1 -1 0 0 0 cm ¦ /F1 0 Tf ¦ /F1 -12 Tf ¦ /F1 1e9 Tf ¦ <FEFFD800> Tj ¦ BMC ¦ EMC
 [(a) -99999 (b)] TJ ¦ <0000> <FFFF> <D800> ¦begincmap¦endcmap¦beginbfrange¦beginbfchar¦usecmap¦/ActualText (\xfe\xff\xd8\x00)`;

const markup = String.raw`<¦>¦</¦/>¦<!--¦-->¦<![CDATA[¦]]>¦<?xml version="1.0" encoding="utf-16"?>¦&b;¦&#0;¦&#xD800;¦&#xFFFF;
<!DOCTYPE a [<!ENTITY b "bb">]>¦<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>¦&#x1F600;¦&#99999999;¦&amp¦&nbsp;
xml:space="preserve"¦xmlns="x"¦xmlns:w=""¦id=""¦="\x00"`;

const html = `<table>¦<tr>¦<td colspan=99999>¦<td rowspan=99999>¦<th>¦<ul><li>¦<ol start=99999999>¦<ol start=-1>
<pre>¦<div>¦<p>¦<h1>¦<h6>¦<h9>¦<script>¦</script>¦<style>¦<template>¦<svg>¦<math>¦<title>¦<body>¦<frameset>¦<plaintext>
<noscript>¦<textarea>¦<select><option>¦<a href="javascript:x">¦<br>¦<wbr>¦<ruby><rt>¦<details><summary>¦<b><i></b></i>
<base href="x">¦<meta charset="utf-7">¦<meta charset="utf-16">¦<span hidden>¦<nav>¦<main>¦<article>¦<sup>1</sup>
<figure><figcaption>¦</table>¦</div>¦</body>`;

const office = `<w:p>¦</w:p>¦<w:r>¦<w:t>¦</w:t>¦<w:tbl>¦<w:tr>¦<w:tc>¦</w:tbl>¦<w:gridSpan w:val="99999999"/>¦<w:vMerge/>
<w:br w:type="page"/>¦<w:tab/>¦<w:footnoteReference w:id="999"/>¦<w:footnoteReference w:id="-1"/>¦<w:numId w:val="999"/>
<w:ilvl w:val="99"/>¦<w:ilvl w:val="-1"/>¦<w:outlineLvl w:val="99"/>¦<w:pStyle w:val="Heading9"/>¦<w:del>¦<w:ins>¦<w:sdt>
<w:fldChar w:fldCharType="begin"/>¦<w:sym w:char="F0B7"/>¦<w:txbxContent>¦<mc:AlternateContent>¦<mc:Fallback>
<w:hyperlink>¦<m:oMath>¦<a:p>¦<a:t>¦<a:tbl>¦<p:sp>¦<p:graphicFrame>¦<text:p>¦<text:h text:outline-level="99">¦<text:list>
<text:s text:c="99999999"/>¦<text:s text:c="-1"/>¦<text:note>¦<table:table-row table:number-rows-repeated="1048576">
<table:table-cell table:number-columns-repeated="16384">¦<text:tab/>¦<text:line-break/>¦<c r="A0"/>¦<c r="ZZZZZZZZ1"/>
<c r="XFD1048576" t="s"><v>0</v></c>¦<v>99999999</v>¦<v>-1</v>¦<v>1e309</v>¦ t="s"¦ t="inlineStr"¦ s="999"
<row r="99999999">¦<mergeCell ref="A1:XFD1048576"/>¦ r:id="rId999"¦ Target="../../../x"¦ Target="#"¦<itemref idref="x"/>
<item href="a%00b"/>¦<item href="%zz"/>¦media-type="application/xhtml+xml"¦ linear="no"`;

const rtf = String.raw`{¦}¦\¦{\rtf1¦{\*¦\par ¦\pard ¦\page ¦\cell ¦\row ¦\trowd ¦\intbl ¦\u-1?¦\u55296?¦\u99999999?¦\uc0 ¦\uc9999 
\'¦\'80¦\'zz¦\bin99999999 ¦\bin-1 ¦\bin5 ¦\ansicpg932 ¦\ansicpg99999 ¦\fcharset128 ¦\f999 ¦{\fonttbl¦{\stylesheet
{\info¦{\footnote ¦{\pict ¦{\object ¦{\field{\fldrslt ¦\outlinelevel9 ¦{\listtext ¦\ls1\ilvl99 ¦\plain ¦\deleted ¦\v ¦\~
\_¦\-¦\tab ¦\line ¦\sect ¦\lquote ¦\emdash ¦{\upr¦{\*\ud `;

const csv = String.raw`"¦""¦,¦;¦␍␤¦␍¦␤¦,,,,,,,¦"␤"¦sep=;␤¦=1+1¦'¦|¦\x00`;

const markdown = String.raw`#¦######¦~~~¦>¦> > > > ¦- ¦1. ¦999999999. ¦|¦| - | - |¦␤---␤¦[^1]: ¦[^1]¦[a]: b¦![¦](¦<div>
<sup>1</sup>¦<!--¦+++␤¦---␤title: x␤---␤¦**¦\¦&#0;¦&#xD800;¦<br>¦:---¦␤␤¦\x60\x60\x60`;

const text = String.raw`␤␤¦␤¦ ¦\x0c¦\x09¦-¦\xe2\x80\xa8`;

/** What every format may stumble over. */
const anywhere = String.raw`\x00¦\xff¦\xff\xfe¦\xef\xbb\xbf¦\xed\xa0\x80¦-1¦0¦4294967296¦PK\x03\x04`;

const tokensOf = (list: string): string[] =>
  list
    .split(/[\n¦]/)
    .filter((token) => token !== '')
    .map((token) =>
      token
        .replaceAll('␤', '\n')
        .replaceAll('␍', '\r')
        .replace(/\\x([0-9a-f]{2})/g, (_, byte: string) =>
          String.fromCharCode(Number.parseInt(byte, 16)),
        ),
    );

const markupTokens = tokensOf(markup);
const byExtension: Readonly<Record<string, readonly string[]>> = {
  '.pdf': tokensOf(pdf),
  '.html': [...markupTokens, ...tokensOf(html)],
  '.xhtml': [...markupTokens, ...tokensOf(html)],
  '.xml': [...markupTokens, ...tokensOf(office)],
  '.rtf': tokensOf(rtf),
  '.csv': tokensOf(csv),
  '.md': tokensOf(markdown),
  '.txt': tokensOf(text),
};
const everywhere = tokensOf(anywhere);

/** Pieces of the syntax of files with this ending; each character stands for one byte. */
export function dictionaryFor(extension: string): readonly string[] {
  return [...(byExtension[extension] ?? markupTokens), ...everywhere];
}
