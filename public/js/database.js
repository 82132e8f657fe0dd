// @ts-check
// What the browser's own database is used for: things in stores, by their `id`.

/** Some browsers never answer at times. */
const patience = 3000;

/**
 * Opens a database. Rejects where the browser has none for this page, as in some private windows.
 * @param {() => IDBFactory} factory  asking for it can already fail
 * @param {{name: string, form: number, make: (database: IDBDatabase) => void}} options  `make` is called where
 *   there is none yet, or one of a lower form
 * @returns {Promise<IDBDatabase>}
 */
export async function openDatabase(factory, { name, form, make }) {
  const request = factory().open(name, form);
  request.onupgradeneeded = () => make(request.result);
  const database = await new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
    setTimeout(reject, patience);
  });
  // A later page may want another form of it.
  database.onversionchange = () => database.close();
  return database;
}

/** @param {IDBDatabase} database @param {string} name */
export const makeStore = (database, name) => { database.createObjectStore(name, { keyPath: "id" }); };

/**
 * Does something with all stores at a stroke. Resolves with the `result` of what it returns.
 * @param {IDBDatabase} database @param {IDBTransactionMode} mode
 * @param {(stores: Record<string, IDBObjectStore>) => {result: any}} act
 * @param {IDBTransactionDurability} [durability]  `strict`: on the disk when the promise resolves
 * @returns {Promise<any>}
 */
export function transact(database, mode, act, durability = "strict") {
  return new Promise((resolve, reject) => {
    const names = [...database.objectStoreNames];
    const transaction = database.transaction(names, mode, { durability });
    const request = act(Object.fromEntries(names.map(name => [name, transaction.objectStore(name)])));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}
