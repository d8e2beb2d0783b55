/** User id of the container that uploads: under the SCC `privileged`, OpenShift assigns none. */
export const uploader = 1001;

/**
 * Takes the snapshot with OpenShift's own script, on the host and in the host's network: the script asks the API server of
 * the same machine, at localhost, whether a rollout is under way. Only the script uses the host's network; the pod has its
 * own. Copies the files of the script into the folder that the containers share. `HOST` is the root directory of the host,
 * `BACKUP` the shared folder.
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
 * Uploads the archive with the encryption keys and then the snapshot, so that the keys of every stored snapshot are stored
 * too. S3 refuses a part whose checksum differs from the one sent with it; afterwards the script compares the sizes. It
 * deletes the files on the machine in any case.
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
