package shop;

public record Receipt(String reservation, String payment, String parcel) {}
