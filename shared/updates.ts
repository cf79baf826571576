/** How things stand with new versions of the app. */
import type { IsoInstant } from './model.ts';

export type UpdateState =
  /** It does not update itself: run from source, or installed by the system's package manager. */
  | { readonly kind: 'unsupported'; readonly why: 'development' | 'packageManager' }
  /** `checkedAt`: when this was last known to be the newest version; null: not asked yet. */
  | { readonly kind: 'newest'; readonly checkedAt: IsoInstant | null }
  | { readonly kind: 'checking' }
  /** `percent`: whole, 0 to 100. */
  | { readonly kind: 'fetching'; readonly version: string; readonly percent: number }
  /** It takes effect at the next start. `notes`: plain text, may be empty. */
  | { readonly kind: 'ready'; readonly version: string; readonly notes: string }
  | { readonly kind: 'failed'; readonly at: IsoInstant };
