// One word in many scripts, most of them beyond the basic plane: letters that have two code units each.
export interface Script {
  readonly name: string
  /** A word of at least six letters. */
  readonly word: string
  /** What it is found by when its case, marks and forms don't count. */
  readonly alsoFoundBy?: string
}

export const scripts: readonly Script[] = [
  { name: 'Adlam', word: '𞤀𞤣𞤤𞤢𞤥𞤪', alsoFoundBy: '𞤢𞤣𞤤𞤢𞤥𞤪' },
  { name: 'Osage', word: '𐓏𐓘𐓻𐓘𐓻𐓟', alsoFoundBy: '𐓷𐓘𐓻𐓘𐓻𐓟' },
  { name: 'Chakma', word: '𑄌𑄋𑄟𑄚𑄇𑄉' },
  { name: 'Deseret', word: '𐐔𐐯𐑅𐐨𐑉𐐯𐐻', alsoFoundBy: '𐐼𐐯𐑅𐐨𐑉𐐯𐐻' },
  { name: 'Gothic', word: '𐌲𐌿𐍄𐌹𐍃𐌺' },
  { name: 'Cuneiform', word: '𒀀𒀁𒀂𒀃𒀄𒀅' },
  { name: 'Hieroglyphs', word: '𓀀𓀁𓀂𓀃𓀄𓀅' },
  { name: 'Brahmi', word: '𑀅𑀆𑀇𑀈𑀉𑀊' },
  { name: 'mathematical letters', word: '𝐂𝐨𝐧𝐜𝐞𝐫𝐭', alsoFoundBy: 'concert' },
  { name: 'double-struck letters', word: '𝔽𝕖𝕤𝕥𝕚𝕧𝕒𝕝', alsoFoundBy: 'festival' },
  { name: 'mathematical digits', word: '𝟐𝟎𝟑𝟎𝟏𝟐', alsoFoundBy: '203012' },
  { name: 'Latin', word: 'Philharmonic', alsoFoundBy: 'PHILHARMONIC' },
  { name: 'Greek', word: 'Αθήνα-Πειραιάς', alsoFoundBy: 'αθηνα πειραιας' },
  { name: 'Devanagari', word: 'महोत्सवकल' },
]

/**
 * Texts that must do no harm: signs that stand alone, pictures, what is put together of several, a script that is
 * younger than Elasticsearch's letters.
 */
export const signs = [
  '𠮷野家',
  '東京',
  '🎸🥁🎻',
  '👩🏽‍🚀👨‍👩‍👧‍👦',
  '🇦🇹🇫🇯',
  '葛󠄀飾',
  'ﷺ',
  '①②③',
  '½',
  '🄰🅱',
  '\u{10FFFF}\u{E0041}',
  '𐕰𐕱𐕲𐕳𐕴𐕵',
] as const
