import { Fragment, useId, type ReactNode } from 'react';
import { Dialog } from '../ui/Dialog.tsx';
import { usePlatform } from '../ui/platform.ts';
import { useWords } from '../ui/words.ts';
import { keyParts } from './keyNames.ts';
import styles from './ShortcutSheet.module.css';
import { shortcutGroups, shortcutIds, shortcutTable, type ShortcutGroup } from './shortcutTable.ts';

/** All shortcuts, grouped by where they work. */
export const ShortcutSheet = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const { messages } = useWords();
  return (
    <Dialog title={messages.shortcuts.title} onClose={onClose}>
      <div className={styles.groups}>
        {shortcutGroups.map((group) => (
          <Group key={group} group={group} />
        ))}
      </div>
    </Dialog>
  );
};

const Group = ({ group }: { readonly group: ShortcutGroup }): ReactNode => {
  const { messages } = useWords();
  const id = useId();
  const ids = shortcutIds.filter((each) => shortcutTable[each].group === group);
  if (ids.length === 0) return null;
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h3 id={id}>{messages.shortcuts.groups[group]}</h3>
      <dl>
        {ids.map((each) => (
          <div key={each} className={styles.line}>
            <dt>{messages.shortcuts.what[each]}</dt>
            <dd>
              {shortcutTable[each].keys.map((key, index) => (
                <Fragment key={key}>
                  {index === 0 ? null : <span className={styles.or}>{messages.shortcuts.or}</span>}
                  <Keys written={key} />
                </Fragment>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

const Keys = ({ written }: { readonly written: string }): ReactNode => {
  const { messages } = useWords();
  const platform = usePlatform();
  return (
    <span className={styles.keys}>
      {keyParts(written, platform, messages).map((part) => (
        <kbd key={part} className={styles.key}>
          {part}
        </kbd>
      ))}
    </span>
  );
};
