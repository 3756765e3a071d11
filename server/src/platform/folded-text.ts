// Texts without what a reader can't tell apart: upper and lower case, compatible forms, characters that never show.

/**
 * Two texts come to the same here when they differ by case (Unicode's full case folding), by compatibility forms (NFKC:
 * `ﬁ`, full-width letters), or by characters that never show. Blanks stay as they are.
 */
export const foldedText = (text: string): string =>
  [...text.normalize('NFKC')]
    .map(folded)
    .join('')
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')

/**
 * One character, folded. JavaScript has no case folding; lower, upper and lower again comes to the same for all
 * characters but the dotless i, which is no i: https://www.unicode.org/Public/UCD/latest/ucd/CaseFolding.txt
 */
const folded = (character: string) =>
  character === 'ı' ? character : character.toLowerCase().toUpperCase().toLowerCase()
