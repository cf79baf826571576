/** The model's refusals, and Google's way of writing them down. */

export interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly message: string;
  readonly domain?: string;
  readonly locationType?: string;
  readonly location?: string;
}

/** 410: the token's time is over, or the access changed [S7]. */
export const fullSyncRequired: Refusal = {
  status: 410,
  domain: 'calendar',
  reason: 'fullSyncRequired',
  message: 'Sync token is no longer valid, a full sync is required.',
  locationType: 'parameter',
  location: 'syncToken',
};

/** 400: not a token of ours [S8]. */
export const invalidSyncToken: Refusal = {
  status: 400,
  reason: 'invalid',
  message: 'Invalid sync token value.',
};

/** 400: a parameter that a token rules out [S1, S3, S32]. Google sends no `errors` list here. */
export const syncTokenWithRestriction: Refusal = {
  status: 400,
  reason: '',
  message: 'Sync token cannot be used with other request restrictions',
};

export const notFound: Refusal = { status: 404, reason: 'notFound', message: 'Not Found' };

export const forbidden: Refusal = {
  status: 403,
  domain: 'calendar',
  reason: 'forbidden',
  message: 'Forbidden',
};

export const timeRangeEmpty: Refusal = {
  status: 400,
  domain: 'calendar',
  reason: 'timeRangeEmpty',
  message: 'The specified time range is empty.',
  locationType: 'parameter',
  location: 'timeMax',
};

export const badParameter = (name: string, message: string): Refusal => ({
  status: 400,
  reason: 'badRequest',
  message,
  locationType: 'parameter',
  location: name,
});

/** Google's error body for a refusal. */
export function errorBody(refusal: Refusal): unknown {
  const { status, reason, message } = refusal;
  if (reason === '') return { error: { code: status, message } };
  const detail: Record<string, string> = { domain: refusal.domain ?? 'global', reason, message };
  if (refusal.locationType) detail['locationType'] = refusal.locationType;
  if (refusal.location) detail['location'] = refusal.location;
  return { error: { errors: [detail], code: status, message } };
}
