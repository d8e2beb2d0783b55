/** User of the container that uploads: where a privileged container is allowed, OpenShift assigns none. */
export const uploader = 1001;

/**
 * Takes the snapshot with OpenShift's own script, on the host and in its network: the script asks the API server of the
 * same machine, at localhost, whether a rollout is under way. Only the script gets the host's network; the pod has its own.
 * What it leaves goes into the folder that the containers share. `HOST` is the host's root, `BACKUP` the shared folder.
 * Source: openshift/cluster-etcd-operator:bindata/etcd/cluster-backup.sh.
 */
export const snapshotScript = `set -eu
# A run that was killed could not tidy up.
rm -rf "$HOST"/var/tmp/etcd-backup.*
folder=$(mktemp -d "$HOST/var/tmp/etcd-backup.XXXXXX")
trap 'rm -rf "$folder"' EXIT
chroot "$HOST" nsenter --net=/proc/1/ns/net /usr/local/bin/cluster-backup.sh "\${folder#"$HOST"}"
# Copied, not moved: a moved file keeps a label of SELinux that the other container may not read.
cp "$folder"/* "$BACKUP/"
chmod 0400 "$BACKUP"/*
chown ${uploader} "$BACKUP"/*
`;

/**
 * Uploads the archive with the encryption keys, then the snapshot: a snapshot in its bucket has its keys in theirs. S3
 * refuses a part that does not have the checksum sent with it, and in the end the size must be the same. Whatever
 * happens, nothing is left on the machine.
 */
export const uploadScript = `set -eu
trap 'rm -f "$BACKUP"/*' EXIT
upload() {
  name=\${1##*/}
  aws s3 cp "$1" "s3://$2/$name" --checksum-algorithm SHA256 --only-show-errors
  stored=$(aws s3api list-objects-v2 --bucket "$2" --prefix "$name" --query 'Contents[0].Size' --output text)
  size=$(($(wc -c < "$1")))
  if [ "$stored" != "$size" ]; then
    echo "$2/$name has $stored bytes, and should have $size" >&2
    exit 1
  fi
  echo "$2/$name: $size bytes"
}
upload "$BACKUP"/static_kuberesources_*.tar.gz "$KEYS_BUCKET"
upload "$BACKUP"/snapshot_*.db "$SNAPSHOTS_BUCKET"
`;
