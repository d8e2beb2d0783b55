/** How much CPU and memory one instance of a database may use; each kind of database has its own figures. */
export type DatabaseSize = 'small' | 'medium' | 'large' | 'xlarge';
