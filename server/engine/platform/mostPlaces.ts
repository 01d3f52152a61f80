/** Most execution places of a platform: link matrices grow with the square of their number. */
export const mostPlaces = 1024;
