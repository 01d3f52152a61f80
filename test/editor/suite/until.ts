import type { Event } from 'vscode';

/** Waits until `find` gives a value; looks again whenever `event` fires. Mocha sets the time limit. */
export function until<T>(event: Event<unknown>, find: () => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const look = (): boolean => {
      try {
        const found = find();
        if (found !== undefined) resolve(found);
        return found !== undefined;
      } catch (error) {
        reject(error);
        return true;
      }
    };
    if (look()) return;
    const subscription = event(() => {
      if (look()) subscription.dispose();
    });
  });
}
