// argon2id with the parameters of OWASP's recommendation (19 MiB, 2 passes, 1 lane): about 30 ms here.
import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** PHC string of a password; the text is normalised so that «й» typed in two ways is one password. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), OPTIONS);

let decoy: Promise<string> | undefined;

/** True when the password fits. Without a hash (unknown person) it takes as long and answers false. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'));
  const fits = await verify(passwordHash ?? (await decoy), password.normalize('NFC'));
  return passwordHash !== null && fits;
}

/** A fresh password that can be read aloud: five groups of four letters and digits, about 100 bits. */
export function generatePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const bytes = randomBytes(20);
  const groups: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    groups.push(Array.from(bytes.subarray(at, at + 4), (byte) => letters[byte % letters.length]).join(''));
  }
  return groups.join('-');
}
