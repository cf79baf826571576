/** The model's errors, and Google's format for them. */

export interface Refusal {
  readonly status: number;
  readonly reason: string;
  readonly message: string;
  readonly domain?: string;
  readonly locationType?: string;
  readonly location?: string;
}

/** 410: the token has expired, or the access changed [S7]. */
export const fullSyncRequired: Refusal = {
  status: 410,
  domain: 'calendar',
  reason: 'fullSyncRequired',
  message: 'Sync token is no longer valid, a full sync is required.',
  locationType: 'parameter',
  location: 'syncToken',
};

/** 400: not one of our tokens [S8]. */
export const invalidSyncToken: Refusal = {
  status: 400,
  reason: 'invalid',
  message: 'Invalid sync token value.',
};

/** 400: a parameter that is not allowed with a token [S1, S3, S32]. Google sends no `errors` list here. */
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

/** 403: the person may only read this calendar [W6]. */
export const requiredAccessLevel: Refusal = {
  status: 403,
  domain: 'calendar',
  reason: 'requiredAccessLevel',
  message: 'You need to have writer access to this calendar.',
};

/** 403: a guest cannot change what the organizer owns [W10]. */
export const forbiddenForNonOrganizer: Refusal = {
  status: 403,
  domain: 'calendar',
  reason: 'forbiddenForNonOrganizer',
  message: 'Shared properties can only be changed by the organizer of the event.',
};

export const cannotChangeOrganizer: Refusal = {
  status: 403,
  domain: 'calendar',
  reason: 'cannotChangeOrganizer',
  message: 'Cannot change the organizer of an event.',
};

/** 409: the id is or was in use [W14]. */
export const duplicate: Refusal = {
  status: 409,
  reason: 'duplicate',
  message: 'The requested identifier already exists.',
};

/** 410: the event was deleted [W17]. */
export const deleted: Refusal = { status: 410, reason: 'deleted', message: 'Resource has been deleted' };

/** 412: the event has another etag by now [W15]. */
export const conditionNotMet: Refusal = {
  status: 412,
  reason: 'conditionNotMet',
  message: 'Precondition Failed',
  locationType: 'header',
  location: 'If-Match',
};

export const invalid = (message: string): Refusal => ({ status: 400, reason: 'invalid', message });

export const required = (message: string): Refusal => ({ status: 400, reason: 'required', message });

export const emptyRange: Refusal = {
  status: 400,
  domain: 'calendar',
  reason: 'timeRangeEmpty',
  message: 'The specified time range is empty.',
};

export const eventTypeRestriction: Refusal = {
  status: 400,
  domain: 'calendar',
  reason: 'eventTypeRestriction',
  message: 'This event type cannot be created or changed like this.',
};

/** Returns Google's error body for a refusal. */
export function errorBody(refusal: Refusal): unknown {
  const { status, reason, message } = refusal;
  if (reason === '') return { error: { code: status, message } };
  const detail: Record<string, string> = { domain: refusal.domain ?? 'global', reason, message };
  if (refusal.locationType) detail['locationType'] = refusal.locationType;
  if (refusal.location) detail['location'] = refusal.location;
  return { error: { errors: [detail], code: status, message } };
}
