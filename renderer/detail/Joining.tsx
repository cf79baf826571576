/** The ways to join a meeting: the main one, then the others. */
import { Video } from 'lucide-react';
import type { ReactNode } from 'react';
import { refOf } from '../../shared/agenda.ts';
import type { JoinOption, Occurrence, OccurrenceDetail } from '../../shared/model.ts';
import { hostOf } from '../../shared/text/linkHost.ts';
import { AutoJoinChoice } from '../autoJoin/AutoJoinChoice.tsx';
import { CopyLink, JoinButton } from '../occurrence/Join.tsx';
import { serviceOf } from '../occurrence/occurrence.ts';
import { CopyIcon } from '../ui/CopyButton.tsx';
import { FoldButton, useFolded } from '../ui/Fold.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Detail.module.css';
import { Part, useOpen } from './Part.tsx';

/** The others are folded: some conferences have numbers in twenty countries. */
const shownAtFirst = 4;

interface JoiningProps {
  readonly occurrence: Occurrence;
  readonly detail: OccurrenceDetail | null;
  readonly nowMs: number;
  /** The setting for all meetings. */
  readonly joinsAutomatically: boolean;
}

export const Joining = ({ occurrence, detail, nowMs, joinsAutomatically }: JoiningProps): ReactNode => {
  const { messages } = useWords();
  const service = serviceOf(occurrence);
  const options = detail?.joinOptions ?? [];
  const host = hostOf(occurrence.joinUrl);
  const { shown, fold } = useFolded(options, shownAtFirst);
  if (occurrence.joinUrl === undefined && options.length === 0) return null;
  return (
    <Part icon={Video} heading={messages.detail.parts.joining}>
      <div className={styles.ways}>
        {occurrence.joinUrl === undefined ? null : (
          <>
            <div className={styles.first}>
              <JoinButton occurrence={occurrence} look="primary">
                {service === null ? messages.detail.joinPlain : messages.detail.join(service)}
              </JoinButton>
              <CopyLink occurrence={occurrence} />
            </div>
            {/* A service's name can be false, so the host is shown next to the button. */}
            {host === undefined ? null : <bdi className={styles.small}>{host}</bdi>}
            <Codes occurrence={occurrence} codes={detail?.joinCodes ?? {}} index={null} />
            <AutoJoinChoice occurrence={occurrence} nowMs={nowMs} isUsual={joinsAutomatically} />
          </>
        )}
        {shown.map((option, index) => (
          <Option key={option.uri} occurrence={occurrence} option={option} index={index} />
        ))}
        {fold === null ? null : <FoldButton {...fold} more={messages.detail.showAllWays(options.length)} />}
      </div>
    </Part>
  );
};

interface CodesProps {
  readonly occurrence: Occurrence;
  readonly codes: OccurrenceDetail['joinCodes'];
  /** The index among the other ways; null for the main one. */
  readonly index: number | null;
}

/** The codes that a service asks for, to be read out, typed or copied. */
const Codes = ({ occurrence, codes, index }: CodesProps): ReactNode => {
  const { messages } = useWords();
  return (['pin', 'passcode'] as const).map((code) => {
    const value = codes[code];
    if (value === undefined) return null;
    return (
      <span key={code} className={`${styles.small} ${styles.way}`}>
        <bdi className={styles.number}>{messages.detail[code](value)}</bdi>
        <CopyIcon
          label={messages.detail.copyThis(messages.detail[code](value))}
          done={messages.detail.thisCopied}
          copy={() => window.jarvis.meeting.copyJoinCode({ ...refOf(occurrence), index, code })}
        />
      </span>
    );
  });
};

interface OptionProps {
  readonly occurrence: Occurrence;
  readonly option: JoinOption;
  readonly index: number;
}

const Option = ({ occurrence, option, index }: OptionProps): ReactNode => {
  const { messages } = useWords();
  const open = useOpen();
  const codes = <Codes occurrence={occurrence} codes={option} index={index} />;
  // Only https links are opened. A phone number is shown to be copied and dialled.
  if (/^https:/i.test(option.uri)) {
    const text = option.kind === 'more' ? messages.detail.moreWays : messages.detail.joinOther;
    return (
      <p className={`${styles.small} ${styles.way}`}>
        <button
          type="button"
          className={styles.link}
          title={hostOf(option.uri)}
          onClick={() => open(occurrence, { kind: 'joinOption', index })}
        >
          {text(option.label)}
        </button>
        {codes}
      </p>
    );
  }
  return (
    <p className={`${styles.small} ${styles.way}`}>
      <span>{option.kind === 'sip' ? messages.detail.sip : messages.detail.phone}</span>
      <bdi className={styles.number}>{option.label}</bdi>
      {codes}
      <CopyIcon
        label={messages.detail.copyThis(option.label)}
        done={messages.detail.thisCopied}
        copy={() => window.jarvis.meeting.copyJoinOption({ ...refOf(occurrence), index })}
      />
    </p>
  );
};
