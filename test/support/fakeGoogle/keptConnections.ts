/**
 * Electron's `net.fetch` as Chromium makes it: if a connection that is kept from an earlier request dies before the
 * headers of a reply, or replies 408, the request is sent once more, whatever its method, and only the second reply is
 * reported [W19]. Connections that were closed before the request cannot do that.
 */
type Fetch = typeof globalThis.fetch;

export interface KeptConnections {
  readonly fetch: Fetch;
  /** Closes every connection, as `session.closeAllConnections` does. */
  closeAll(): Promise<void>;
  /** How many requests were sent twice. */
  doubled(): number;
}

export const keptConnections = (fetch: Fetch = globalThis.fetch): KeptConnections => {
  let isKept = false;
  let doubled = 0;
  const sendAgain = async (...request: Parameters<Fetch>): Promise<Response> => {
    doubled += 1;
    isKept = false;
    const reply = await fetch(...request);
    isKept = true;
    return reply;
  };
  return {
    fetch: async (...request) => {
      const wasKept = isKept;
      try {
        const reply = await fetch(...request);
        if (wasKept && reply.status === 408) return await sendAgain(...request);
        isKept = true;
        return reply;
      } catch (error) {
        if (!wasKept || request[1]?.signal?.aborted) throw error;
        return sendAgain(...request);
      }
    },
    closeAll: () => {
      isKept = false;
      return Promise.resolve();
    },
    doubled: () => doubled,
  };
};
