/** The time of day, passed in so that nothing but the shell knows where it comes from. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
