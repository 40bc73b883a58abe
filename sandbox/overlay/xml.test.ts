import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  childText,
  editBlocks,
  escapeXml,
  findBlocks,
  parseXml,
  removeBlocks,
  setElementText,
} from './xml.ts';

const CLUSTERS = `<?xml version="1.0"?>
<!-- <DBCluster> in a comment is none -->
<R xmlns="urn:x"><DBClusters><DBCluster><Id>a</Id><Multi>true</Multi><Tags/></DBCluster><DBCluster><Id>b &amp; c</Id><Multi>true</Multi></DBCluster></DBClusters><Text><![CDATA[<DBCluster>]]></Text></R>`;

describe('finding', () => {
  test('blocks are found by name and by the text of their children', () => {
    const name = 'DBCluster';
    expect(findBlocks(CLUSTERS, { name })).toHaveLength(2);
    expect(findBlocks(CLUSTERS, { name, where: { Id: 'b & c' } })).toHaveLength(1);
    expect(findBlocks(CLUSTERS, { name, where: { Id: 'absent' } })).toEqual([]);
    expect(findBlocks(CLUSTERS, { name, where: { Absent: '' } })).toEqual([]);
  });

  test('a child that is not there has no text; an empty one has an empty text', () => {
    const [first] = findBlocks(CLUSTERS, { name: 'DBCluster' });
    expect(first && childText(CLUSTERS, first, 'Absent')).toBeUndefined();
    expect(first && childText(CLUSTERS, first, 'Tags')).toBe('');
  });

  test.each(['', '<a>', '<a></b>', '</a>', '<a/><b/>', 'text'])('%j is refused', (text) => {
    expect(() => parseXml(text)).toThrow(SyntaxError);
  });
});

describe('editing', () => {
  const where = { name: 'DBCluster', where: { Id: 'a' } };

  test('one child of one block is changed and nothing else', () => {
    const edited = setElementText(CLUSTERS, where, 'Multi', 'false');
    expect(edited).toBe(CLUSTERS.replace('<Multi>true', '<Multi>false'));
  });

  test('a child that is missing is added, an empty one is filled, null takes one away', () => {
    const edited = editBlocks(CLUSTERS, where, () => ({
      New: '1 < 2',
      Tags: { xml: '<Tag>x</Tag>' },
      Multi: null,
      Absent: null,
    }));
    expect(edited).toContain(
      '<DBCluster><Id>a</Id><Tags><Tag>x</Tag></Tags><New>1 &lt; 2</New></DBCluster>',
    );
  });

  test('a block is taken out whole', () => {
    const edited = removeBlocks(CLUSTERS, where);
    expect(findBlocks(edited, { name: 'DBCluster' })).toHaveLength(1);
    expect(edited).not.toContain('<Id>a</Id>');
  });

  test('a text that is set is the text that is read, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const edited = setElementText(CLUSTERS, where, 'New', value);
        const [block] = findBlocks(edited, where);
        expect(block && childText(edited, block, 'New')).toBe(value.trim());
      }),
    );
  });

  test('escaping leaves no markup', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(escapeXml(value)).not.toMatch(/[<>]/);
      }),
    );
  });
});
