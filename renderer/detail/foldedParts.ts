import type { DescriptionPart } from '../../shared/model.ts';

/** As much of a description as a first look needs, ending between words; null when that is all of it. */
export const foldedParts = (
  parts: readonly DescriptionPart[],
  mostCharacters: number,
  mostLines: number,
): readonly DescriptionPart[] | null => {
  const folded: DescriptionPart[] = [];
  let characters = 0;
  let lines = 0;
  for (const part of parts) {
    let kept = '';
    for (const word of part.text.split(/(?<=\s)/)) {
      const breaks = word.split('\n').length - 1;
      if (characters + word.length > mostCharacters || lines + breaks > mostLines) {
        const end = part.kind === 'text' && characters === 0 ? word.slice(0, mostCharacters) : kept.trimEnd();
        return [...folded, { kind: 'text', text: `${end}…` }];
      }
      kept += word;
      characters += word.length;
      lines += breaks;
    }
    folded.push(part);
  }
  return null;
};
