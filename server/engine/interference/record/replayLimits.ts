/** Largest index of a replay that is read, bytes: of some 400 000 blocks. */
export const mostIndexBytes = 256_000_000;

/** Most episodes that are followed at once, over all policies of a replay that is read line by line. */
export const mostActiveEpisodes = 100_000;
