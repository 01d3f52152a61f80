/** Every axis of a tensor, for people, in the order in which a shape has them. */
export const axisNames = ['channels', 'height', 'width'] as const;

/** An axis of a tensor. */
export type Axis = (typeof axisNames)[number];
