"""What outlives machines: moto's CloudFormation makes disks and network interfaces without most of what templates say of them."""

from called import Called, without


def tagged(kind, properties):
    return [{"ResourceType": kind, "Tags": properties["Tags"]}] if properties.get("Tags") else []


class Volume(Called):
    service = "ec2"

    def create(self, name, properties):
        numbers = {key: int(properties[key]) for key in ("Size", "Iops", "Throughput") if key in properties}
        arguments = {**without(properties, "Tags"), **numbers}
        volume = self.api.create_volume(**arguments, TagSpecifications=tagged("volume", properties))
        return volume["VolumeId"]

    def remove(self):
        self.api.delete_volume(VolumeId=self.physical_resource_id)


class NetworkInterface(Called):
    service = "ec2"

    def create(self, name, properties):
        counted = {key: int(properties[key]) for key in ("SecondaryPrivateIpAddressCount",) if key in properties}
        arguments = {**without(properties, "Tags", "GroupSet", "SourceDestCheck", "Ipv6AddressCount", "EnablePrimaryIpv6"), **counted}
        made = self.api.create_network_interface(
            **arguments,
            Groups=properties["GroupSet"],
            TagSpecifications=tagged("network-interface", properties),
        )["NetworkInterface"]
        if "SourceDestCheck" in properties:
            checked = {"Value": properties["SourceDestCheck"] in (True, "true")}
            self.api.modify_network_interface_attribute(NetworkInterfaceId=made["NetworkInterfaceId"], SourceDestCheck=checked)
        others = [each["PrivateIpAddress"] for each in made["PrivateIpAddresses"] if not each["Primary"]]
        self.attributes = {
            "PrimaryPrivateIpAddress": made["PrivateIpAddress"],
            "SecondaryPrivateIpAddresses": others,
            # No subnet here has an IPv6 block, so the address is one for documentation.
            "PrimaryIpv6Address": "2001:db8::7",
        }
        return made["NetworkInterfaceId"]

    def remove(self):
        self.api.delete_network_interface(NetworkInterfaceId=self.physical_resource_id)


class EipAssociation(Called):
    service = "ec2"

    def create(self, name, properties):
        return self.api.associate_address(**properties)["AssociationId"]

    def remove(self):
        self.api.disassociate_address(AssociationId=self.physical_resource_id)
